"""What one side of the books should bring or cost in the coming weeks: open documents, and those still to come."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from app.insights.records.ledger import Ledger
from app.insights.records.tools import PaymentDays
from app.insights.rules.paying import payment_days
from app.insights.rules.paying.payment_days import DayChances
from ml_models.late_payment.records import ComingDays

WEEKS = 13
WINDOW_DAYS = 182
"""New documents and loose money are expected at the pace of the last half-year: thirteen weeks say less (on half of a
public set of receivables the error on 13 weeks of receipts was 5.9 % by them, 5.5 % by the half-year)."""

LEAST_WINDOW_DAYS = 28
"""Under four weeks of history there is no pace yet: only what exists is counted."""

DOUBTFUL_UNDER = 0.25
"""An open document with a smaller chance to be paid within the weeks is named instead of hoped for."""

Loose = Sequence[tuple[date, Decimal]]
NONE: frozenset[UUID] = frozenset()
NEVER = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Expected:
    """Rupees a week, as floats: from open documents, and from new ones (loose money included).

    `settled` documents taught the habits; `doubtful` are open ones that nobody should count on within the weeks;
    `chances` of each open one by day.
    """

    from_open: Sequence[float]
    from_new: Sequence[float]
    settled: int
    doubtful: frozenset[UUID]
    chances: Mapping[UUID, DayChances] = field(default_factory=dict)


def expected(
    ledger: Ledger, on: date, pays: PaymentDays, *, leave_out: Collection[UUID] = NONE, loose: Loose | None = None
) -> Expected:
    """The coming thirteen weeks of one side as they could be known on `on`.

    leave_out : documents whose like the caller expects otherwise, so that they are no measure of new ones
    loose : what to take for the ledger's loose money
    """
    open_ones = payment_days.open_places(ledger, on)
    recent = _recent(ledger, on, leave_out)
    coming = pays(ledger.columns, on=on, asked=open_ones, recent=recent, days=7 * WEEKS)
    from_open = [0.0] * WEEKS
    doubtful: set[UUID] = set()
    by_id: dict[UUID, DayChances] = {}
    for place, by_day, is_cold in zip(open_ones, coming.of_open, coming.is_cold, strict=True):
        entry = ledger.entries[place]
        by_id[entry.document_id] = DayChances(by_day, is_cold)
        amount, chances = float(entry.open_on(on)), _by_week(by_day)
        from_open = [sum_ + amount * chance for sum_, chance in zip(from_open, chances, strict=True)]
        if sum(chances) < DOUBTFUL_UNDER:
            doubtful.add(entry.document_id)
    from_new = _by_week(_new(ledger, on, coming, ledger.loose if loose is None else loose))
    return Expected(from_open, from_new, coming.settled, frozenset(doubtful), by_id)


def new_by_day(
    ledger: Ledger,
    on: date,
    pays: PaymentDays,
    days: int,
    *,
    leave_out: Collection[UUID] = NONE,
    loose: Loose | None = None,
) -> Sequence[float]:
    """Rupees expected on each of the coming `days` from documents not yet written, and from loose money."""
    recent = _recent(ledger, on, leave_out)
    coming = pays(ledger.columns, on=on, asked=(), recent=recent, days=days)
    return _new(ledger, on, coming, ledger.loose if loose is None else loose)


def window_days(ledger: Ledger, on: date) -> int:
    """How many days of history there are, up to the window."""
    first = min(
        min(ledger.columns.issued, default=NEVER), min((day.toordinal() for day, _ in ledger.loose), default=NEVER)
    )
    return min(max(on.toordinal() - first + 1, 0), WINDOW_DAYS)


def _recent(ledger: Ledger, on: date, leave_out: Collection[UUID]) -> Sequence[int]:
    """Where the documents of the window stand: as many are to be expected again."""
    day = on.toordinal()
    since = day - window_days(ledger, on)
    return [
        place
        for place, (issued, total) in enumerate(zip(ledger.columns.issued, ledger.columns.amount, strict=True))
        if since < issued <= day and total > 0 and ledger.entries[place].document_id not in leave_out
    ]


def _new(ledger: Ledger, on: date, coming: ComingDays, loose: Loose) -> Sequence[float]:
    """Cash from documents not yet written: as many as lately, paid as their parties pay; and loose money.

    A day's documents bring nothing before their day, so by day t the cohorts aged 0 to t-1 have paid: each further
    day adds what one day's documents have paid at one more day of age.
    """
    window = window_days(ledger, on)
    if window < LEAST_WINDOW_DAYS:
        return [0.0] * len(coming.of_new)
    since = on - timedelta(days=window)
    loose_money = sum(float(amount) for day, amount in loose if since < day <= on)
    return [(paid + loose_money) / window for paid in coming.of_new]


def _by_week(by_day: Sequence[float]) -> Sequence[float]:
    return [sum(by_day[7 * week : 7 * week + 7]) for week in range(len(by_day) // 7)]
