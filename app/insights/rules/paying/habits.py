"""How late all customers together pay: the distribution of days between due date and payment, as it was counted.

Each payment is spread over three days either side; what stands unpaid long after it was due counts as never. It says
where the business as a whole stands; what one customer does is weighed in `ml_models.late_payment.payment_days`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from app.insights.records.ledger import Entry, Ledger

EARLIEST_DAYS, LATEST_DAYS = -60, 180
NEVER = LATEST_DAYS + 1
"""Slot for what is still unpaid long after it was due: it may come, but nobody should count on it."""

NEVER_AFTER_DAYS = 90
SMOOTHING_DAYS = 3
MEMORY_DAYS = 730
"""Older payments say little about how anybody pays now."""

FIRST_DAY = EARLIEST_DAYS - SMOOTHING_DAYS
CERTAIN = 1e-9


@dataclass(frozen=True, slots=True)
class Lateness:
    """Chance of being paid by each day after the due date; what lacks to 1 at the end is never counted on.

    `by_day[0]` belongs to `FIRST_DAY`, the last to `LATEST_DAYS`.
    """

    by_day: Sequence[float]

    def paid_by(self, days_late: int) -> float:
        """Chance that it is paid at most `days_late` days after the due date."""
        if days_late < FIRST_DAY:
            return 0.0
        return self.by_day[min(days_late - FIRST_DAY, len(self.by_day) - 1)]


def everybody(ledger: Ledger, on: date) -> Lateness:
    """How late all parties pay, as it could be known on `on`; by the due date where nothing was ever settled."""
    days = [
        max(EARLIEST_DAYS, min((entry.settled_on - entry.due_on).days, LATEST_DAYS))
        for entry in ledger.settled_by(on)
        if entry.settled_on is not None and (on - entry.settled_on).days <= MEMORY_DAYS
    ]
    lost = [NEVER for _ in _given_up(ledger, on)]
    return Lateness([min(total, 1.0) for total in accumulate(_smoothed([*days, *lost] or [0]))])


def _smoothed(days: Sequence[int]) -> Sequence[float]:
    """A share for every day from `FIRST_DAY` on: each one seen is spread evenly over its neighbours."""
    shares = [0.0] * (LATEST_DAYS - FIRST_DAY + 1)
    part = 1 / ((2 * SMOOTHING_DAYS + 1) * len(days))
    for day in days:
        if day == NEVER:
            continue
        for near in range(day - SMOOTHING_DAYS, day + SMOOTHING_DAYS + 1):
            shares[min(near, LATEST_DAYS) - FIRST_DAY] += part
    return shares


def _given_up(ledger: Ledger, on: date) -> Iterable[Entry]:
    for entry in ledger.known_on(on):
        age = (on - entry.due_on).days
        if NEVER_AFTER_DAYS < age <= MEMORY_DAYS and entry.open_on(on) > 0:
            yield entry
