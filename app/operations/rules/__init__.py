"""What figures mean: how long answers took, and what speaks for doing something."""
