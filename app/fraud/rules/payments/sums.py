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


def is_sum_of(amount: Decimal, open_amounts: Sequence[Decimal], *, most: int = MOST_TOGETHER) -> bool:
    """Whether `amount` is, to the rupee, what a few bills come to. `open_amounts` stand in the order of the bills."""
    return bool(places_of(amount, open_amounts, most=most))


def is_sum_of_run(amount: Decimal, open_amounts: Sequence[Decimal]) -> bool:
    """Whether bills in a row, and no others, come to `amount`."""
    return bool(places_of(amount, open_amounts, most=0))


def places_of(amount: Decimal, open_amounts: Sequence[Decimal], *, most: int = MOST_TOGETHER) -> Sequence[int]:
    """The places of the bills that come to `amount`, a run before others; none where no few of them do."""
    wanted = _paise(amount)
    amounts = [(place, _paise(one)) for place, one in enumerate(open_amounts) if one > 0]
    if wanted <= 0 or not amounts:
        return ()
    if run := _run(wanted, amounts):
        return [place for place, _ in run]
    few = [one for one in amounts if one[1] <= wanted + NEAR][-MOST_OPEN:]
    for size in range(1, most + 1):
        for chosen in combinations(few, size):
            if abs(sum(paise for _, paise in chosen) - wanted) <= NEAR:
                return [place for place, _ in chosen]
    return ()


def _run(wanted: int, amounts: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    start = total = 0
    for end, (_, paise) in enumerate(amounts):
        total += paise
        while total > wanted + NEAR:
            total -= amounts[start][1]
            start += 1
        if total and abs(total - wanted) <= NEAR:
            return amounts[start : end + 1]
    return ()


def _paise(amount: Decimal) -> int:
    return int(amount * 100)
