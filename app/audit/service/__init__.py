"""The uses of the audit trail: searching, verifying, anchoring, exporting."""
