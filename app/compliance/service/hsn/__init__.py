"""Help with codes: the official list brought in, and codes found by words or digits."""
