"""What heads of columns say for all lines: the unit of the quantities, "Weight (MT)", and rates, "CGST @ 9%"."""

from collections.abc import Mapping, Sequence

from app.invoices.records.pages import Token
from app.invoices.rules.documents.page.layout import Row
from app.invoices.rules.documents.tables import columns
from app.invoices.rules.documents.tables.columns import Kind
from app.invoices.rules.documents.tables.head_cells import Head
from app.invoices.rules.documents.tables.readings import Reading
from app.invoices.rules.documents.values import amounts
from app.invoices.rules.documents.values.amounts import Mark

_NO_UNITS = frozenset(
    ("unit", "units", "nos", "no", "each", "pack", "hours", "hrs", "days", "nights", "months", "weeks", "trips", "pcs")
)
"""Words of heads that are units elsewhere."""
_SCORE = 0.8


def read(rows: Sequence[Row], heads: Sequence[Head], mark: Mark) -> Mapping[Kind, Reading]:
    """The unit, and the rate of each tax, that stand in the rows of a head."""
    found: dict[Kind, Reading] = {}
    for head in heads:
        words = [token for row in rows for token in row.tokens if _is_inside(token, head)]
        if head.kind in columns.HEADS:
            kind, readings = columns.RATES[head.kind], [_rate(token, mark) for token in words]
        elif head.kind in (Kind.QUANTITY, Kind.PRICE):
            kind, readings = Kind.UNIT, [_unit(token) for token in words]
        else:
            continue
        for reading in filter(None, readings):
            found.setdefault(kind, reading)
    return found


def _is_inside(token: Token, head: Head) -> bool:
    return head.box.left <= token.box.centre <= head.box.right and head.box.top <= token.box.middle <= head.box.bottom


def _unit(token: Token) -> Reading | None:
    word = token.text.strip("()/.")
    is_unit = word.casefold() not in _NO_UNITS and amounts.is_unit(word)
    return Reading(word, _SCORE, (token,), word) if is_unit else None


def _rate(token: Token, mark: Mark) -> Reading | None:
    found = amounts.amount(token.text, mark)
    is_rate = found is not None and found.is_percent
    return Reading(found.value, _SCORE, (token,), token.text) if found and is_rate else None
