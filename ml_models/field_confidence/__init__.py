"""The chance that a value read from a document is right: from what speaks for and against it, never from its text."""
