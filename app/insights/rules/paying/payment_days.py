"""On which of the coming days each open document will be paid, given all that is known on a day and that it is unpaid.

What a party's earlier payments say, and those of all together, is weighed in `ml_models.late_payment.payment_days`.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from uuid import UUID

from app.insights.records.ledger import Entry, Ledger
from app.insights.records.tools import PaymentDays

DAYS = 91
"""Thirteen weeks, the horizon of the cash prediction by day."""


@dataclass(frozen=True, slots=True)
class DayChances:
    """The chance that a document is paid on each of the coming days; `by_day[0]` is tomorrow's.

    What lacks to 1 comes later than these days, or never. `is_cold`: the party has settled nothing yet.
    """

    by_day: Sequence[float]
    is_cold: bool

    def days_until(self, *shares: float) -> tuple[int | None, ...]:
        """For each of `shares`, the first coming day, 1 is tomorrow, by which it is paid with that chance."""
        by = list(accumulate(self.by_day))
        places = (bisect_left(by, share) for share in shares)
        return tuple(place + 1 if place < len(by) else None for place in places)


def of(ledger: Ledger, on: date, pays: PaymentDays, days: int = DAYS) -> Mapping[UUID, DayChances]:
    """The chances of every document that is open on `on`, by its id, from what was known on `on` alone."""
    places = open_places(ledger, on)
    coming = pays(ledger.columns, on=on, asked=places, recent=(), days=days)
    found = zip(places, coming.of_open, coming.is_cold, strict=True)
    return {ledger.entries[place].document_id: DayChances(by_day, is_cold) for place, by_day, is_cold in found}


def open_places(ledger: Ledger, on: date) -> Sequence[int]:
    """Where the entries stand that were open at the end of `on`."""
    return [place for place, entry in enumerate(ledger.entries) if is_open(entry, on)]


def is_open(entry: Entry, on: date) -> bool:
    """Whether anything was still owed at the end of `on`, other than the crumbs of a settled document."""
    if entry.issued_on > on or (entry.settled_on is not None and entry.settled_on <= on):
        return False
    return entry.open_on(on) > 0
