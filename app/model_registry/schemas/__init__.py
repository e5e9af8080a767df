"""The registry on the wire."""
