"""What must hold after every fault: each is a function from what was met to sentences about what did not hold."""
