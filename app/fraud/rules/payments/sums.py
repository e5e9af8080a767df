"""Whether an amount is what several bills come to: one payment for many bills, counted in whole paise.

Finding such bills is a search that grows without bounds, so it is bounded: bills in a row of any length, and up to
four of the latest twelve. The bounds also keep chance agreements rare.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

MOST_OPEN = 12
MOST_TOGETHER = 4
NEAR = 100
"""Paise by which a sum may miss."""


def is_sum_of(amount: Decimal, open_amounts: Sequence[Decimal]) -> bool:
    """Whether `amount` is, to the rupee, what a few bills come to. `open_amounts` stand in the order of the bills."""
    wanted = _paise(amount)
    amounts = [_paise(one) for one in open_amounts if one > 0]
    if wanted <= 0 or not amounts:
        return False
    if _has_run(wanted, amounts):
        return True
    few = [one for one in amounts if one <= wanted + NEAR][-MOST_OPEN:]
    return any(
        abs(sum(chosen) - wanted) <= NEAR for size in range(1, MOST_TOGETHER + 1) for chosen in combinations(few, size)
    )


def _has_run(wanted: int, amounts: Sequence[int]) -> bool:
    start = total = 0
    for amount in amounts:
        total += amount
        while total > wanted + NEAR:
            total -= amounts[start]
            start += 1
        if total and abs(total - wanted) <= NEAR:
            return True
    return False


def _paise(amount: Decimal) -> int:
    return int(amount * 100)
