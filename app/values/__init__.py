"""Small immutable types without I/O, known to every other package."""
