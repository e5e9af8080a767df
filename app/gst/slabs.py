"""Which slabs of tax were in force on a day (`data/rate_slabs.csv`): those for everybody, and those for few goods.

The rate is that of the time of supply (CGST Act 2017, s.14), never of the day of asking. A slab in force may still be
the wrong one for the goods, which `app.gst.tariff` tells: here is what nothing may bear, and what only few goods may.
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


@dataclass(frozen=True, slots=True)
class Cess:
    """Goods that bore the compensation cess on top for a stretch of time."""

    valid_from: date
    valid_to: date
    codes: tuple[str, ...]
    words: tuple[str, ...]
    source: str


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


@cache
def _cesses() -> tuple[Cess, ...]:
    return tuple(
        Cess(
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]),
            codes=tables.parts(row["codes"]),
            words=tables.parts(row["words"]),
            source=row["source"],
        )
        for row in tables.rows("compensation_cess")
    )


def may_bear_cess(on: date, *, hsn: str | None = None, description: str | None = None) -> bool:
    """Whether goods of that day may have borne compensation cess, which is no slab and has many rates of its own.

    GST (Compensation to States) Act 2017, s.8. True also where neither code nor words tell what was sold.
    """
    rows = (cess for cess in _cesses() if tables.holds(cess.valid_from, cess.valid_to, on))
    return any(
        _standing_of_goods(cess.codes, cess.words, hsn, description) is not Standing.NOT_IN_FORCE for cess in rows
    )


def open_to_all(on: date) -> tuple[Decimal, ...]:
    """The rates in percent that any goods may have borne that day, lowest first."""
    return tuple(sorted(slab.rate_percent for slab in every() if slab.holds(on) and slab.only_for is None))


def standing(rate_percent: Decimal, on: date, *, hsn: str | None = None, description: str | None = None) -> Standing:
    """Whether that rate could stand on a line of that day.

    UNSURE when it is kept for few goods and neither code nor words tell what was sold.
    """
    found = {
        _standing(slab, hsn, description) for slab in every() if slab.holds(on) and slab.rate_percent == rate_percent
    }
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


def _standing(slab: Slab, hsn: str | None, description: str | None) -> Standing:
    if slab.only_for is None or not slab.codes:
        return Standing.IN_FORCE
    return _standing_of_goods(slab.codes, slab.words, hsn, description)


def _standing_of_goods(
    codes: tuple[str, ...], words: tuple[str, ...], hsn: str | None, description: str | None
) -> Standing:
    """Whether goods are among those that a row names: by their words, else by their code, where either is known."""
    code, text = (hsn or "").strip(), (description or "").strip().lower()
    if any(word in text for word in words):
        return Standing.IN_FORCE
    if code:
        is_among = any(named.startswith(code) or code.startswith(named) for named in codes)
        return Standing.IN_FORCE if is_among else Standing.NOT_IN_FORCE
    return Standing.NOT_IN_FORCE if text else Standing.UNSURE
