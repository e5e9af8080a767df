"""What a late return costs: a fee by day up to a cap (CGST Act 2017, s.47; `data/late_fees.csv`), and interest (s.50).

Fees are CGST and the State's tax together, in rupees. The caps on the annual return are a part of the turnover in the
State, for which the whole turnover stands here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache

from app.gst import parameters, tables
from app.values import money


class TurnoverNeeded(ValueError):
    """The fee depends on the turnover, which was not given."""


@dataclass(frozen=True, slots=True)
class Fee:
    """Rupees in all, by day, and at most; the latter two are None where they hang on a turnover that is not known."""

    total: Decimal
    per_day: Decimal | None
    cap: Decimal | None
    law: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Interest:
    """Rupees of interest at a yearly rate."""

    amount: Decimal
    rate_percent: Decimal
    law: str


@dataclass(frozen=True, slots=True)
class Tier:
    """One row: who pays how much a day, and at most how much. `cap_percent` is of the turnover."""

    returns: tuple[str, ...]
    turnover_up_to: Decimal | None
    per_day: Decimal
    per_day_nil: Decimal
    cap: Decimal | None
    cap_nil: Decimal | None
    cap_percent: Decimal | None
    valid_from: date
    valid_to: date | None
    source: str


def late_fee(return_form: str, days_late: int, *, is_nil: bool, turnover: Decimal | None, on: date) -> Fee:
    """The fee for a return filed `days_late` days after it was due, by the law for the period that ended `on`.

    turnover : rupees of the year before; not needed where all pay the same (nil returns, a few days).
    Raises `TurnoverNeeded` where they do not, `KeyError` for a return that no row names.
    """
    tiers = _tiers(return_form, on)
    if turnover is not None:
        return _fee(_tier_of(tiers, turnover), days_late, is_nil, turnover)
    fees = [_fee(tier, days_late, is_nil, None) for tier in tiers]
    if len({fee.total for fee in fees}) > 1:
        raise TurnoverNeeded(return_form)
    per_day, cap = _common([fee.per_day for fee in fees]), _common([_cap(tier, is_nil, None) for tier in tiers])
    return replace(fees[-1], per_day=per_day, cap=cap)


def interest(tax_in_cash: Decimal, days_late: int, on: date) -> Interest:
    """Interest on tax paid in cash that many days late (CGST Act s.50(1), rule 88B), to the paisa; 0 when in time."""
    rate = parameters.row("interest_percent_late_payment", on)
    year = parameters.value("interest_days_in_year", on)
    amount = money.rounded(tax_in_cash * rate.value / 100 * max(days_late, 0) / year)
    return Interest(amount, rate.value, rate.source)


@cache
def every() -> tuple[Tier, ...]:
    """All rows, past ones included."""
    return tuple(_tier(row) for row in tables.rows("late_fees"))


def _tiers(return_form: str, on: date) -> list[Tier]:
    """The rows of a return for a day, the smallest turnover first; a row of nothing before its fee began."""
    named = [tier for tier in every() if return_form in tier.returns]
    if not named:
        raise KeyError(return_form)
    found = [tier for tier in named if tables.holds(tier.valid_from, tier.valid_to, on)]
    return sorted(found, key=lambda tier: (tier.turnover_up_to is None, tier.turnover_up_to or 0)) or [_free(named[0])]


def _tier_of(tiers: list[Tier], turnover: Decimal) -> Tier:
    return next(tier for tier in tiers if tier.turnover_up_to is None or turnover <= tier.turnover_up_to)


def _fee(tier: Tier, days_late: int, is_nil: bool, turnover: Decimal | None) -> Fee:
    per_day, cap = tier.per_day_nil if is_nil else tier.per_day, _cap(tier, is_nil, turnover)
    if cap is None and days_late > 0:
        raise TurnoverNeeded(tier.source)
    total = per_day * max(days_late, 0)
    total = money.rounded(total if cap is None else min(total, cap))
    return Fee(total, per_day, cap, tier.source, tier.valid_from, tier.valid_to)


def _cap(tier: Tier, is_nil: bool, turnover: Decimal | None) -> Decimal | None:
    """At most how much; None where that is a part of a turnover that is not known."""
    if tier.cap_percent is None:
        return tier.cap_nil if is_nil else tier.cap
    return None if turnover is None else money.rounded(turnover * tier.cap_percent / 100)


def _common(values: list[Decimal | None]) -> Decimal | None:
    """What all say; None where they differ."""
    return values[0] if len(set(values)) == 1 else None


def _free(tier: Tier) -> Tier:
    nothing = Decimal(0)
    before = "CGST Act s.47: no late fee for this return before its first notified day"
    return Tier(tier.returns, None, nothing, nothing, nothing, nothing, None, date(2017, 7, 1), None, before)


def _tier(row: Mapping[str, str]) -> Tier:
    return Tier(
        returns=tables.parts(row["returns"]),
        turnover_up_to=_number(row["turnover_up_to"]),
        per_day=Decimal(row["per_day"]),
        per_day_nil=Decimal(row["per_day_nil"]),
        cap=_number(row["cap"]),
        cap_nil=_number(row["cap_nil"]),
        cap_percent=_number(row["cap_percent"]),
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=tables.day(row["valid_to"]),
        source=row["source"],
    )


def _number(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None
