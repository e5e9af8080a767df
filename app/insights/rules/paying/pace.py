"""What one side of the books should bring or cost in the coming weeks: open documents, and those still to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.insights.records.ledger import Entry, Ledger
from app.insights.rules.paying.habits import Habits, habits

WEEKS = 13
WINDOW_DAYS = 91
"""New documents and loose money are expected at the pace of the last thirteen weeks."""

LEAST_WINDOW_DAYS = 28
"""Under four weeks of history there is no pace yet: only what exists is counted."""

DOUBTFUL_UNDER = 0.25
"""An open document with a smaller chance to be paid within the weeks is named instead of hoped for."""


@dataclass(frozen=True, slots=True)
class Expected:
    """Rupees a week, as floats: from open documents, and from new ones (loose money included).

    `settled` documents taught the habits; `doubtful` are open ones that nobody should count on within the weeks.
    """

    from_open: Sequence[float]
    from_new: Sequence[float]
    settled: int
    doubtful: frozenset[UUID]


def expected(ledger: Ledger, on: date) -> Expected:
    """The coming thirteen weeks of one side as they could be known on `on`."""
    known = habits(ledger, on)
    from_open = [0.0] * WEEKS
    doubtful: set[UUID] = set()
    for entry in ledger.known_on(on):
        amount = float(entry.open_on(on))
        if amount > 0:
            chances = known.of(entry.party_id).by_week((on - entry.due_on).days, WEEKS)
            from_open = [sum_ + amount * chance for sum_, chance in zip(from_open, chances, strict=True)]
            if sum(chances) < DOUBTFUL_UNDER:
                doubtful.add(entry.document_id)
    return Expected(from_open, _new(ledger, known, on), known.settled, frozenset(doubtful))


def new_by_day(ledger: Ledger, on: date, days: int, known: Habits | None = None) -> Sequence[float]:
    """Rupees expected on each of the coming `days` from documents not yet written, and from loose money."""
    window = window_days(ledger, on)
    if window < LEAST_WINDOW_DAYS:
        return [0.0] * days
    loose = _loose_a_day(ledger, on, window)
    return [loose + new for new in _from_new(ledger, known or habits(ledger, on), on, window, days)]


def _new(ledger: Ledger, known: Habits, on: date) -> Sequence[float]:
    by_day = new_by_day(ledger, on, 7 * WEEKS, known)
    return [sum(by_day[7 * week : 7 * week + 7]) for week in range(WEEKS)]


def window_days(ledger: Ledger, on: date) -> int:
    """How many days of history there are, up to the window."""
    starts = [entry.issued_on for entry in ledger.known_on(on)] + [day for day, _ in ledger.loose if day <= on]
    return min(((on - min(starts)).days + 1) if starts else 0, WINDOW_DAYS)


def _from_new(ledger: Ledger, known: Habits, on: date, window: int, days: int) -> Sequence[float]:
    """Cash from documents not yet written: as many as lately, paid as their parties pay.

    A day's documents bring nothing before their day, so by day t the cohorts aged 0 to t-1 have paid: each further
    day adds what one day's documents have paid at one more day of age.
    """
    since = on - timedelta(days=window)
    recent = [entry for entry in ledger.known_on(on) if entry.issued_on > since and entry.total > 0]
    return [_paid_after(recent, known, age) / window for age in range(days)]


def _paid_after(entries: Sequence[Entry], known: Habits, age: int) -> float:
    """Rupees of `entries` that are paid by `age` days after issue."""
    return sum(
        float(entry.total) * known.of(entry.party_id).paid_by(age - (entry.due_on - entry.issued_on).days)
        for entry in entries
    )


def _loose_a_day(ledger: Ledger, on: date, days: int) -> float:
    since = on - timedelta(days=days)
    return sum(float(amount) for day, amount in ledger.loose if since < day <= on) / days
