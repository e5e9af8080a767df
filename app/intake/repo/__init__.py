"""SQL over the documents that were taken in, and their forms as JSON."""
