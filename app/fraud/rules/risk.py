"""How much of a business's money is in question: one figure in 0..1 from all its alerts.

Each alert is a chance that some money is lost; the figure is the chance that at least a month's turnover's worth of
it would be, if the alerts were independent: 1 - product(1 - probability x weight), where the weight of an alert is
its amount as a share of an average month's turnover, at most `MOST_WEIGHT`. Many small alerts therefore stay small,
and one large bill entered twice shows.
"""

from collections.abc import Iterable
from decimal import Decimal
from math import prod

from app.books.records import Books, Document
from app.fraud.records import Alert, AlertStatus, Finding
from app.values.period import Month

MOST_WEIGHT = 0.9
SETTLED = frozenset({AlertStatus.DISMISSED, AlertStatus.RESOLVED})


def score(alerts: Iterable[Alert]) -> float:
    """The figure for these alerts, to four decimals; 0 without alerts, dismissed and resolved ones left out."""
    return round(1 - prod(1 - one.confidence * one.weight for one in alerts if one.status not in SETTLED), 4)


def weight(finding: Finding, turnover: Decimal) -> float:
    """The money in question as a share of `turnover` (rupees a month), in 0..`MOST_WEIGHT`."""
    if turnover <= 0:
        return MOST_WEIGHT
    return round(float(min(abs(finding.amount_at_risk) / turnover, Decimal(str(MOST_WEIGHT)))), 6)


def monthly_turnover(books: Books) -> Decimal:
    """What invoices and bills come to in an average month, in rupees; zero where there are none."""
    documents: list[Document] = [one for one in books.documents if one.counts and not one.is_note]
    if not documents:
        return Decimal(0)
    months = {Month.of(one.issued_on) for one in documents}
    return sum((one.total for one in documents), Decimal(0)) / len(months)
