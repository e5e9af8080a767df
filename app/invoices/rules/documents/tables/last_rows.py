"""What is the last row of the goods though it has but a name and an amount: "Postage  180.00", "3. Agency charges".

Where the subtotal is what the goods and this row come to, it was sold as they were; where it is added behind the
subtotal, it is no row of the table. No tax is one.
"""

from collections.abc import Sequence
from decimal import Decimal

from app.invoices.rules.documents.foot import labels
from app.invoices.rules.documents.page.layout import Row, Segment
from app.invoices.rules.documents.tables import descriptions, dividing, sum_rows
from app.invoices.rules.documents.tables.cells import Number, numbers
from app.invoices.rules.documents.tables.columns import Kind
from app.invoices.rules.documents.tables.items import Line
from app.invoices.rules.documents.tables.readings import Reading, readings_of
from app.invoices.rules.documents.values.amounts import Mark

_CHARGES = frozenset({labels.FREIGHT})
_WHOLE = frozenset({labels.SUBTOTAL, labels.TOTAL})


def found(rows: Sequence[Row], lines: Sequence[Line], mark: Mark) -> Line | None:
    """The row right below the last line of goods; None where the next sum does not hold it."""
    sums = [sum_rows.amount(line) for line in lines]
    last = max((line.row for line in lines), default=len(rows))
    place = next((at for at in range(last + 1, min(last + 3, len(rows) - 1)) if _is_last(rows[at], rows[at + 1])), None)
    if place is None:
        return None
    charge, whole = _amount(rows[place], mark), _amount(rows[place + 1], mark)
    goods = sum((one for one in sums if one is not None), Decimal(0))
    if charge is None or whole is None or None in sums or goods + charge.value != whole.value:
        return None
    return _line(rows[place], place, charge)


def _is_last(row: Row, below: Row) -> bool:
    """Whether a row is a charge, or has a name that is none of a sum, over the sum of all goods."""
    name, whole = _name(row), _name(below)
    return (name in _CHARGES and whole in _WHOLE) or (name is None and whole == labels.SUBTOTAL)


def _name(row: Row) -> str | None:
    return dividing.label_of(_named(row).tokens)


def _named(row: Row) -> Segment:
    """The name of a row, behind its serial number."""
    first, *others = row.segments
    return others[0] if len(others) > 1 and first.text.strip(".)").isdigit() else first


def _amount(row: Row, mark: Mark) -> Number | None:
    """The only number of a row."""
    behind = row.segments[row.segments.index(_named(row)) + 1 :]
    read = [number for segment in behind for number in numbers(segment.tokens, mark)]
    return read[0] if len(read) == 1 else None


def _line(row: Row, place: int, charge: Number) -> Line:
    described = descriptions.read([_named(row).tokens])
    name = Reading(described.text, 1.0, described.tokens, described.text)
    return Line(row.page, place, {Kind.DESCRIPTION: [name], Kind.AMOUNT: readings_of(charge)})
