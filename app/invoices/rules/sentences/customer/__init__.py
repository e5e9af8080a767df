"""Whom a sentence names: led in by a word, or told by the place in it."""
