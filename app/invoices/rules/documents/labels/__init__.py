"""The words that announce a value, and which words of a document are such."""
