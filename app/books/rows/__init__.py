"""Rows of the app's tables, and the facts beside them, become records: where the two differ, and which is believed.

A row is a mapping by column name, from the database or from a file on its way in; a column it lacks is unknown.
"""

from app.books.rows.readable import readable
from app.books.rows.tables import Facts, Tables, books

__all__ = ["Facts", "Tables", "books", "readable"]
