"""The uses of GST compliance: an invoice checked, questions of law, returns, the match with GSTR-2B."""
