"""Which rates of tax were in force on a day (`data/rate_slabs.csv`): the slabs for everybody, and those for few goods.

The rate is that of the time of supply (CGST Act 2017, s.14), never of the day of asking. A slab in force may still be
the wrong one for the goods: this module only knows what no goods at all may bear, and what only some may.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache

from app.gst import tables

GST_BEGAN = date(2017, 7, 1)
"""CGST Act 2017, brought into force for levy by 9/2017-CT."""


class Standing(StrEnum):
    """Whether a rate may stand on a line."""

    IN_FORCE = "in_force"
    UNSURE = "unsure"
    NOT_IN_FORCE = "not_in_force"


@dataclass(frozen=True, slots=True)
class Slab:
    """One rate for a stretch of time. `only_for` names the few goods that may bear it; None means any may."""

    rate_percent: Decimal
    valid_from: date
    valid_to: date | None
    only_for: str | None
    codes: tuple[str, ...]
    words: tuple[str, ...]
    source: str

    def holds(self, on: date) -> bool:
        """Whether it was in force on that day."""
        return tables.holds(self.valid_from, self.valid_to, on)


@cache
def every() -> tuple[Slab, ...]:
    """All slabs since 2017-07-01, past ones included."""
    return tuple(
        Slab(
            rate_percent=Decimal(row["rate_percent"]),
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=tables.day(row["valid_to"]),
            only_for=row["only_for"] or None,
            codes=tables.parts(row["codes"]),
            words=tables.parts(row["words"]),
            source=row["source"],
        )
        for row in tables.rows("rate_slabs")
    )


def slabs_on(on: date) -> tuple[Decimal, ...]:
    """The rates in percent that any goods may have borne that day, lowest first."""
    return tuple(sorted(slab.rate_percent for slab in every() if slab.holds(on) and slab.only_for is None))


def standing(rate_percent: Decimal, on: date, *, hsn: str | None = None, description: str | None = None) -> Standing:
    """Whether that rate could stand on a line of that day.

    UNSURE when it is kept for few goods and neither code nor words tell what was sold.
    """
    slabs = tuple(slab for slab in every() if slab.holds(on) and slab.rate_percent == rate_percent)
    found = {_standing(slab, (hsn or "").strip(), (description or "").strip().lower()) for slab in slabs}
    order = (Standing.IN_FORCE, Standing.UNSURE)
    return next((verdict for verdict in order if verdict in found), Standing.NOT_IN_FORCE)


def last_day(rate_percent: Decimal, before: date) -> date | None:
    """The last day on which any goods could bear that rate, when it ended before that day; else None."""
    ends = [slab.valid_to for slab in _general(rate_percent) if slab.valid_to is not None and slab.valid_to < before]
    return max(ends, default=None)


def only_for(rate_percent: Decimal, on: date) -> str | None:
    """The few goods for which that rate is kept that day, or None when it is kept for none or open to all."""
    return next((s.only_for for s in every() if s.holds(on) and s.rate_percent == rate_percent and s.only_for), None)


def _general(rate_percent: Decimal) -> Iterator[Slab]:
    return (slab for slab in every() if slab.rate_percent == rate_percent and slab.only_for is None)


def _standing(slab: Slab, hsn: str, description: str) -> Standing:
    if slab.only_for is None or not slab.codes:
        return Standing.IN_FORCE
    if any(word in description for word in slab.words):
        return Standing.IN_FORCE
    if hsn:
        is_among = any(code.startswith(hsn) or hsn.startswith(code) for code in slab.codes)
        return Standing.IN_FORCE if is_among else Standing.NOT_IN_FORCE
    return Standing.NOT_IN_FORCE if description else Standing.UNSURE
