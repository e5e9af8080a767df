"""The lines of a bill: columns by their heads, rows by their amounts, typed readings of every cell."""

from app.invoices.rules.documents.tables.reading import Tables, proposals, read

__all__ = ["Tables", "proposals", "read"]
