"""What the head of a document says: its kind, its numbers, its dates."""
