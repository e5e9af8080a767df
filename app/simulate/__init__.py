"""Invented businesses with a known truth, from a seed: for the demo, for tests, for measuring and training."""

from app.simulate.books import books_for_tests, books_of, generate
from app.simulate.large import large_books
from app.simulate.profiles import ELECTRICALS, SMALL, TEXTILES, Profile

__all__ = ["ELECTRICALS", "SMALL", "TEXTILES", "Profile", "books_for_tests", "books_of", "generate", "large_books"]
