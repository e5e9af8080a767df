"""On which of the coming days each open document will be paid: its party's habits, given that it is unpaid today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from uuid import UUID

from app.insights.records.ledger import Ledger
from app.insights.rules.paying.habits import CERTAIN, Lateness, habits

DAYS = 91
"""Thirteen weeks, the horizon of the cash prediction by day."""


@dataclass(frozen=True, slots=True)
class DayChances:
    """The chance that a document is paid on each of the coming days; `by_day[0]` is tomorrow's.

    What lacks to 1 comes later than these days, or never. `is_cold`: the party has settled nothing yet.
    """

    by_day: Sequence[float]
    is_cold: bool


def of(ledger: Ledger, on: date, days: int = DAYS) -> Mapping[UUID, DayChances]:
    """The chances of every document that is open on `on`, by its id, from what was known on `on` alone."""
    known = habits(ledger, on)
    return {
        entry.document_id: DayChances(
            coming(known.of(entry.party_id), (on - entry.due_on).days, days), entry.party_id not in known.own
        )
        for entry in ledger.known_on(on)
        if entry.open_on(on) > 0
    }


def coming(lateness: Lateness, days_late: int, days: int) -> Sequence[float]:
    """The chance of each of the coming `days` for a document still unpaid `days_late` days after its due date."""
    now = lateness.paid_by(days_late)
    rest = 1 - now
    if rest < CERTAIN:
        return [0.0] * days
    ends = [lateness.paid_by(days_late + day) for day in range(days + 1)]
    return [(later - sooner) / rest for sooner, later in pairwise(ends)]
