"""The sum of the goods under a name that nobody knows: "Total value of work done", known by what it comes to."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from app.invoices.records.extractions import Proposal
from app.invoices.rules.documents.foot import labels
from app.invoices.rules.documents.page import placing
from app.invoices.rules.documents.page.layout import Row
from app.invoices.rules.documents.tables import Tables, dividing, roles
from app.invoices.rules.documents.tables.cells import numbers
from app.invoices.rules.documents.tables.columns import Kind
from app.invoices.rules.documents.values.amounts import Mark

_SCORE = 0.5
_FEWEST = 2
"""A single line's amount is repeated by other sums."""
_MOST_BELOW = 3
"""The sum stands so near below the goods."""


def proposals(rows: Sequence[Row], read: Tables, mark: Mark) -> Iterator[Proposal]:
    """The taxable value where a row below the goods, whose name means nothing, holds their sum and no other number."""
    values = [roles.figures(line, meaning).get(Kind.TAXABLE) for line, meaning in read.lines]
    known = [value for value in values if value is not None]
    if len(known) < max(_FEWEST, len(values)):
        return
    whole, last = sum(known, Decimal(0)), max(line.row for line, _ in read.lines)
    below = [at for at in range(last + 1, len(rows)) if at not in read.taken][:_MOST_BELOW]
    for row in (rows[at] for at in below):
        found = [number for segment in row.segments[1:] for number in numbers(segment.tokens, mark)]
        is_named = dividing.label_of(row.segments[0].tokens) is not None
        if not is_named and len(found) == 1 and found[0].value == whole:
            yield placing.proposed(labels.TAXABLE, whole, found[0].tokens, page=row.page, score=_SCORE)
