"""Which models answer, how right they were when measured, and how right they turned out to be."""
