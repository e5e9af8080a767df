"""The FinEasy AI backend: what a shop's books say, and what its owner should know about them."""
