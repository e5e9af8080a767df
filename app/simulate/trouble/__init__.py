"""What goes wrong in the books of real shops, and what only looks as if it did: planted, so that the truth is known."""
