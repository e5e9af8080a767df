"""The nouns of GST compliance."""
