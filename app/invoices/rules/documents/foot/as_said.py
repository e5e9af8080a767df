"""The whole sum under a name that nobody knows: it is what the words say that it comes to. "Net credit: 463.00"."""

from collections.abc import Iterator, Sequence

from app.invoices.records.extractions import Proposal
from app.invoices.rules.documents.foot import labels
from app.invoices.rules.documents.page import placing
from app.invoices.rules.documents.page.layout import Row
from app.invoices.rules.documents.tables.cells import numbers
from app.invoices.rules.documents.values import words
from app.invoices.rules.documents.values.amounts import Mark

_AS_SAID = 0.6
"""Below a sum with its name, above one that only closes the column of its lines."""


def proposals(rows: Sequence[Row], said: Sequence[Proposal], mark: Mark) -> Iterator[Proposal]:
    """The last amounts of stretches that come to what is said in words.

    said : the readings of the amount in words
    """
    worths = {words.worth(str(one.found.value)) for one in said} - {None}
    for row in rows if worths else ():
        for segment in row.segments:
            for number in numbers(segment.tokens, mark)[-1:]:
                if number.value in worths and not number.is_percent:
                    yield placing.proposed(labels.GRAND, number.value, number.tokens, page=row.page, score=_AS_SAID)
