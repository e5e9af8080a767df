"""Amounts that crowd just below a sum, with none just above it: as they do where somebody keeps to a limit."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeVar

from app.fraud.rules.patterns import significance

CLOSE, AROUND, ABOVE = Decimal("0.96"), Decimal("0.8"), Decimal("1.2")
EVEN_SHARE = 0.1
"""Just below is the last twenty-fifth: a tenth of the stretch from four fifths to six fifths of the sum, over which
amounts spread evenly by chance."""

Row = TypeVar("Row")


def is_around(amount: Decimal, total: Decimal) -> bool:
    """Whether an amount lies from four fifths to six fifths of a sum."""
    return total * AROUND <= amount < total * ABOVE


def is_just_below(amount: Decimal, total: Decimal) -> bool:
    """Whether an amount lies in the last twenty-fifth below a sum."""
    return total * CLOSE <= amount < total


def below(
    total: Decimal, rows: Sequence[Row], amount_of: Callable[[Row], Decimal], *, unlikely: float
) -> Sequence[Row]:
    """The rows just below a sum, where chance brings so many less often than `unlikely` and none lies just above."""
    near = [one for one in rows if is_around(amount_of(one), total)]
    close = [one for one in near if is_just_below(amount_of(one), total)]
    is_kept_to = bool(close) and all(amount_of(one) < total for one in near)
    is_rare = is_kept_to and significance.binomial_tail(len(close), len(near), EVEN_SHARE) <= unlikely
    return close if is_rare else ()
