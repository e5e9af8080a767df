"""Which rows can be read: those whose days and amounts a book cannot do without are all there.

Everything else a row may lack is unknown and stays `None`: when payment is due, when it was entered, a usual price.
"""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

Row = Mapping[Any, Any]

_NEEDED = {
    "products": ("stock_quantity", "min_stock_level"),
    "invoices": ("invoice_date", "subtotal", "tax_amount", "total_amount", "paid_amount"),
    "items": ("quantity", "unit_price", "tax_rate", "total_amount"),
    "payments": ("amount", "payment_date"),
    "transactions": ("amount", "payment_date"),
    "expenses": ("amount", "expense_date"),
    "cashbook_entries": ("amount", "entry_date"),
    "recurring_payments": ("amount", "start_date"),
}


def readable(table: str, rows: Sequence[Row]) -> list[Row]:
    """The rows of `table` with a usable day and usable amounts; a document is kept without the lines that lack one."""
    if table not in _NEEDED:
        return list(rows)
    needed = itemgetter(*_NEEDED[table])
    return [row for row in rows if None not in needed(row)]
