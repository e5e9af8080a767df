"""How long a question of law takes in this process, beside python-stdnum where it answers the same."""

import timeit
from collections.abc import Callable

from stdnum.in_ import gstin as stdnum_gstin

from app.gst import gstin

NUMBERS = (
    "24AANFA2641L1ZF",
    "33AAAAR6720M1ZG",
    "24aanfa 2641L1ZF",
    "27AAGCK7412M1ZE",
    "39ABCFR5521K1ZX",
    "24AANFA2641L1Z",
)
ROUNDS, REPEATS = 2_000, 5
MICRO = 1_000_000


def gstin_us() -> tuple[float, float]:
    """Microseconds for one check of right and wrong numbers mixed: ours, and python-stdnum's."""
    return _us(gstin.read), _us(stdnum_gstin.is_valid)


def _us(check: Callable[[str], object]) -> float:
    def every() -> None:
        for number in NUMBERS:
            check(number)

    every()
    return min(timeit.repeat(every, number=ROUNDS, repeat=REPEATS)) / ROUNDS / len(NUMBERS) * MICRO
