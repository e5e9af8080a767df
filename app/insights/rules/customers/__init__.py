"""Who buys, how much, and who may not come back."""
