"""Files that become versions: who may bring one, who vouches for it, and where it lies."""
