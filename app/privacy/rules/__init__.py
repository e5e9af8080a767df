"""The decisions of privacy: what becomes of every table and file, and which purposes there are."""
