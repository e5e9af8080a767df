"""The decisions of GST compliance: an invoice against the law, books against the portal, returns from the books."""
