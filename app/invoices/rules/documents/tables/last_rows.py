"""A charge that is the last row of the goods: "Postage  180.00" without quantity, and the sum below holds it.

Where the subtotal is what the goods and the charge come to, the charge was sold as they were; where it is added behind
the subtotal, it is no row of the table.
"""

from collections.abc import Sequence
from decimal import Decimal

from app.invoices.rules.documents.foot import labels
from app.invoices.rules.documents.page.layout import Row
from app.invoices.rules.documents.tables import descriptions, dividing, sum_rows
from app.invoices.rules.documents.tables.cells import Number, numbers
from app.invoices.rules.documents.tables.columns import Kind
from app.invoices.rules.documents.tables.items import Line
from app.invoices.rules.documents.tables.readings import Reading, readings_of
from app.invoices.rules.documents.values.amounts import Mark

_CHARGES = frozenset({labels.FREIGHT})
_WHOLE = frozenset({labels.SUBTOTAL, labels.TOTAL})


def found(rows: Sequence[Row], lines: Sequence[Line], mark: Mark) -> Line | None:
    """The charge right below the last line of goods; None where the next sum does not hold it."""
    sums = [sum_rows.amount(line) for line in lines]
    last = max((line.row for line in lines), default=len(rows))
    place = next((at for at in range(last + 1, min(last + 3, len(rows))) if _name(rows[at]) in _CHARGES), None)
    if place is None or place + 1 >= len(rows) or _name(rows[place + 1]) not in _WHOLE:
        return None
    charge, whole = _amount(rows[place], mark), _amount(rows[place + 1], mark)
    goods = sum((one for one in sums if one is not None), Decimal(0))
    if charge is None or whole is None or None in sums or goods + charge.value != whole.value:
        return None
    return _line(rows[place], place, charge)


def _name(row: Row) -> str | None:
    return dividing.label_of(row.segments[0].tokens)


def _amount(row: Row, mark: Mark) -> Number | None:
    """The only number of a row."""
    read = [number for segment in row.segments[1:] for number in numbers(segment.tokens, mark)]
    return read[0] if len(read) == 1 else None


def _line(row: Row, place: int, charge: Number) -> Line:
    described = descriptions.read([row.segments[0].tokens])
    name = Reading(described.text, 1.0, described.tokens, described.text)
    return Line(row.page, place, {Kind.DESCRIPTION: [name], Kind.AMOUNT: readings_of(charge)})
