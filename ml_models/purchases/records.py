"""What is known of customers' purchases and what is expected. Plain floats: whoever reads it needs no arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class UnusablePurchases(ValueError):
    """There is no purchase at all, or an amount is no finite number."""


class Method(StrEnum):
    """What expects the purchases."""

    BG_NBD = "bg_nbd"
    """Beta-geometric / negative binomial: a customer may leave after each purchase but the first."""
    MBG_NBD = "mbg_nbd"
    """The same, where a customer may leave after the first purchase already."""
    OWN_RATES = "own_rates"
    """Each customer's own rate, drawn towards that of all: where too few have come back to learn from."""


class ValueMethod(StrEnum):
    """What expects the value of an order."""

    GAMMA_GAMMA = "gamma_gamma"
    OWN_MEAN = "own_mean"
    """Each customer's own mean, drawn towards that of all."""


@dataclass(frozen=True, slots=True)
class History:
    """One customer's purchases: their days in any order, and the amount of each; several on one day are one."""

    days: Sequence[date]
    amounts: Sequence[float]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is expected of one customer; the sequences have one figure for each horizon that was asked for.

    purchases : number of days on which the customer buys
    value : what these purchases come to, in the currency of the amounts
    buys_again : chance of at least one, 0 to 1
    order_value : the value of the customer's usual order, drawn towards that of all
    """

    purchases: tuple[float, ...]
    value: tuple[float, ...]
    buys_again: tuple[float, ...]
    order_value: float


@dataclass(frozen=True, slots=True)
class Total:
    """What all customers should buy within one horizon; the bands of the value for 80 and 95 of 100 outcomes."""

    purchases: float
    value: float
    low80: float
    high80: float
    low95: float
    high95: float


@dataclass(frozen=True, slots=True)
class LevelTest:
    """One earlier day: what was then expected of the customers known then, until `until`, and what came."""

    on: date
    until: date
    expected: float
    came: float


@dataclass(frozen=True, slots=True)
class PurchaseForecast:
    """One outlook for each history, in their order, one total for each horizon, and how they came about.

    parameters : of the purchase model (r, alpha in weeks, a, b) and of the value model (p, q, v); empty for own rates
    level : by what the expected purchases were multiplied, since the pace of the last months is another
    order_correlation : between how often customers buy and the mean value of their orders; None where none can be told
    tests : earlier days at which the same method is held against what came
    fallbacks : what was tried before and did not serve
    """

    customers: tuple[Outlook, ...]
    totals: tuple[Total, ...]
    method: Method
    value_method: ValueMethod
    parameters: tuple[float, ...]
    value_parameters: tuple[float, ...]
    level: float
    order_correlation: float | None
    tests: tuple[LevelTest, ...] = ()
    fallbacks: tuple[str, ...] = ()
