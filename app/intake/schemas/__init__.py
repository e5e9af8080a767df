"""Documents that were taken in, on the wire."""
