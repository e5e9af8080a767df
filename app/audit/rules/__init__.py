"""The decisions about the audit trail."""
