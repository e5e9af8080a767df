"""What may be done with a version, and what may be said about it."""
