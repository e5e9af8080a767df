"""Dates of the law, holes in the books, and what stands out."""
