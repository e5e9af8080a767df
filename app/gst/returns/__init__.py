"""Returns: in which table a document is reported, until when each return is due, and what being late costs."""
