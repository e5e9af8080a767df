"""How good a version is: before it may serve, and by what became of its answers."""
