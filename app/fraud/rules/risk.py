"""How much of a business's money is in question: one share in 0..1 of what moved lately.

Money moves with a document or with a payment that is booked on none; what was paid on a document moved with it already.
Each alert puts its amount in question with its chance; the sum over all alerts, as a share of what moved in the last
three months of the books, is the expected share of money that is in question. Each rupee counts once, with the most
certain alert that names it: an alert takes its amount from the purses of the entries it names, and no purse gives more
than moved in it. So the share stays below one however many alerts there are, and alerts on old entries add nothing.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Books
from app.fraud.records import Alert, AlertStatus, Moved, Risk

RECENT = timedelta(days=90)
SLIPS_IN = 50
"""Three months hold at least one entry in so many; a last day with fewer is a slip of the pen, such as another year."""
SETTLED = frozenset({AlertStatus.DISMISSED, AlertStatus.RESOLVED})


def moved(books: Books) -> Moved:
    """What moved in the last `RECENT` days that the books know of; nothing where they are empty."""
    documents = {one.id: one for one in books.documents if one.counts}
    days = sorted([*(one.issued_on for one in documents.values()), *(one.paid_on for one in books.payments)])
    if not days:
        return Moved()
    until = _last_day(days)
    since = until - RECENT + timedelta(days=1)
    billed = {id: abs(one.total) for id, one in documents.items() if _is_within(one.issued_on, since, until)}
    purse_of: dict[UUID, UUID] = {id: id for id in documents}
    paid: dict[UUID, Decimal] = defaultdict(Decimal)
    for payment in books.payments:
        purse = payment.document_id if payment.document_id in documents else payment.id
        purse_of[payment.id] = purse
        if _is_within(payment.paid_on, since, until):
            paid[purse] += abs(payment.amount)
    purses = {id: max(billed.get(id, Decimal(0)), paid.get(id, Decimal(0))) for id in billed.keys() | paid.keys()}
    return Moved(since, until, sum(purses.values(), Decimal(0)), purse_of, purses)


def _last_day(days: Sequence[date]) -> date:
    """The last of these days, in rising order, before which enough others lie; one that stands alone is a slip."""
    for place in range(len(days) - 1, -1, -1):
        near = place + 1 - bisect_right(days, days[place] - RECENT)
        if near * SLIPS_IN >= len(days):
            return days[place]
    return days[-1]


def in_question(alerts: Iterable[Alert], money: Moved) -> Risk:
    """What the alerts put in question of `money`, on average; answered ones as they were answered."""
    shares = list(_shares(alerts, money))
    return risk(sum(shares, Decimal(0)), money, alerts=sum(1 for one in shares if one))


def risk(in_question: Decimal, money: Moved, *, alerts: int) -> Risk:
    """The figure for so many rupees in question, by so many alerts; 0 where nothing moved."""
    score = min(in_question / money.total, Decimal(1)) if money.total > 0 else Decimal(0)
    return Risk(round(float(score), 4), in_question, alerts)


def _shares(alerts: Iterable[Alert], money: Moved) -> Iterator[Decimal]:
    """What each alert puts in question, in rupees on average: the most certain first, settled ones left out."""
    left = dict(money.purses)
    standing = [one for one in alerts if one.status not in SETTLED]
    for alert in sorted(standing, key=lambda one: (-_chance(one), -one.amount_at_risk, one.id)):
        yield _chance(alert) * _taken(alert, money, left)


def _taken(alert: Alert, money: Moved, left: dict[UUID, Decimal]) -> Decimal:
    """What the alert takes out of the purses of its entries, in their order, the latest first."""
    wanted = abs(alert.amount_at_risk)
    for entry in reversed(alert.entries):
        purse = money.purse_of.get(entry, entry)
        share = min(wanted, left.get(purse, Decimal(0)))
        if share > 0:
            left[purse] -= share
            wanted -= share
    return abs(alert.amount_at_risk) - wanted


def _chance(alert: Alert) -> Decimal:
    return Decimal(1) if alert.status is AlertStatus.CONFIRMED else Decimal(str(alert.confidence))


def _is_within(day: date, since: date, until: date) -> bool:
    return since <= day <= until
