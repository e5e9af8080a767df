"""The lines of a bill: columns by their heads, rows by their amounts, typed readings of every cell."""

from app.invoices.rules.documents.tables.proposing import proposals
from app.invoices.rules.documents.tables.reading import Tables, read

__all__ = ["Tables", "proposals", "read"]
