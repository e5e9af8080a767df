"""The cash of the coming weeks as many paths that it may take."""
