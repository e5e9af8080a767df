"""The nouns of a question and its answer."""
