"""In which order input tax credit pays tax (CGST Act 2017, s.49(5), 49A, 49B; rule 88A; `data/set_off.csv`).

CGST credit never pays the State's tax, nor the other way round; what is owed under reverse charge is paid in cash alone
(s.49(4) with s.2(82)), so it has no place here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from app.gst import tables
from app.gst.arithmetic import Heads
from app.values import money

HEADS = ("igst", "cgst", "sgst", "cess")


@dataclass(frozen=True, slots=True)
class Step:
    """Credit of one head pays tax of another. `short`: only what that tax's own credit cannot pay."""

    credit: str
    against: str
    is_short_only: bool
    valid_from: date
    valid_to: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Use:
    """So many rupees of one head's credit paid tax of another."""

    credit: str
    against: str
    amount: Decimal
    law: str


@dataclass(frozen=True, slots=True)
class SetOff:
    """How a tax was paid: by credit, step by step, and what is left to be paid in cash and of the credit."""

    uses: tuple[Use, ...]
    in_cash: Heads
    credit_left: Heads


def set_off(tax: Heads, credit: Heads, on: date) -> SetOff:
    """Pays `tax` with `credit` in the order of the law of that day, so that as little as may be is left for cash.

    Amounts below zero count as nothing. Raises `ValueError` for a day before GST, when there was no order.
    """
    owed, left = _amounts(tax), _amounts(credit)
    order = steps(on)
    if not order:
        raise ValueError(f"no credit was set off on {on}")
    uses = []
    for step in order:
        wanted = owed[step.against]
        if step.is_short_only:
            wanted = max(wanted - left[step.against], money.ZERO)
        amount = min(left[step.credit], wanted)
        if amount > 0:
            owed[step.against] -= amount
            left[step.credit] -= amount
            uses.append(Use(step.credit, step.against, amount, step.source))
    return SetOff(tuple(uses), Heads(**owed), Heads(**left))


def steps(on: date) -> tuple[Step, ...]:
    """The steps of the law of that day, in their order."""
    return tuple(step for step in _every() if tables.holds(step.valid_from, step.valid_to, on))


@cache
def _every() -> tuple[Step, ...]:
    return tuple(_step(row) for row in tables.rows("set_off"))


def _step(row: Mapping[str, str]) -> Step:
    return Step(
        credit=row["credit"],
        against=row["against"],
        is_short_only=row["share"] == "short",
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=tables.day(row["valid_to"]),
        source=row["source"],
    )


def _amounts(heads: Heads) -> dict[str, Decimal]:
    return {name: max(getattr(heads, name), money.ZERO) for name in HEADS}
