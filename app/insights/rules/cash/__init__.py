"""The cash of the coming weeks and months, and what would change it."""
