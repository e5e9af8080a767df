"""SQL over what the insights keep: the answers as they were given, and each insight for those who subscribe."""
