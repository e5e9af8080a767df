"""Which rows under a head are sums of the rows above them, whatever they are called: "Total of Part I", "Materials".

A row with a name and an amount alone, which is what all goods since the last such row come to, or all of the table's,
is no goods.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from app.invoices.rules.documents.tables import columns
from app.invoices.rules.documents.tables.columns import Kind
from app.invoices.rules.documents.tables.items import Line

_FEWEST = 2
"""A single row's amount is repeated by another often enough."""
_NUMBERS = columns.NUMERIC - {Kind.SERIAL}


def found(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines that are sums of others."""
    whole = since = Decimal(0)
    count = counted = 0
    for line in lines:
        worth = amount(line)
        is_sum = (counted >= _FEWEST and worth == since) or (count >= _FEWEST and worth == whole)
        if worth is not None and is_sum and _is_bare(line):
            yield line
            since, counted = Decimal(0), 0
        elif worth is not None:
            whole, since, count, counted = whole + worth, since + worth, count + 1, counted + 1


def amount(line: Line) -> Decimal | None:
    """What a line comes to: its last sum."""
    kinds = [kind for kind in line.readings if kind in columns.SUMS]
    return line.best(kinds[-1]) if kinds else None


def _is_bare(line: Line) -> bool:
    """Whether a line has one amount and no other number."""
    numbers = _NUMBERS.intersection(line.readings)
    return len(numbers) == 1 and numbers <= columns.SUMS
