"""What stands behind a figure: its line on a chart, what moved it, how earlier forecasts did, and its rows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID


class Unit(StrEnum):
    """What the values of a series are."""

    RUPEES = "rupees"
    DAYS = "days"
    COUNT = "count"
    SHARE = "share"


class RowKind(StrEnum):
    """Of what kind the rows behind a figure are, so that the app knows which page to open."""

    DOCUMENT = "document"
    PAYMENT = "payment"
    EXPENSE = "expense"
    PARTY = "party"
    PRODUCT = "product"
    RECURRING_PAYMENT = "recurring_payment"
    CASH_ENTRY = "cash_entry"


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series, dated by the first day of its period. A band is None where none could be measured."""

    on: date
    value: Decimal
    low80: Decimal | None = None
    high80: Decimal | None = None
    low95: Decimal | None = None
    high95: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart, oldest point first. `is_expected`: foretold rather than seen."""

    name: str
    title: str
    unit: Unit
    points: tuple[Point, ...]
    is_expected: bool = False


@dataclass(frozen=True, slots=True)
class Driver:
    """One thing that moved a figure, and by how many rupees: up is positive. `sentence` says it to the owner."""

    name: str
    amount: Decimal
    sentence: str


@dataclass(frozen=True, slots=True)
class Backtest:
    """How the same method did at earlier dates, each time knowing only what was known then.

    mase, naive2_mase : mean absolute scaled error of what is served and of Naive2; below 1 beats "same as last season"
    coverage80, coverage95 : share of outcomes inside the bands
    served : the method that is served, `naive2` where the backtest says that it does better
    """

    origins: int
    horizon: int
    mase: float | None = None
    naive2_mase: float | None = None
    coverage80: float | None = None
    coverage95: float | None = None
    served: str | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """From a figure to its rows: `figure` names it as `data` does, `formula` says how the rows make it.

    `ids` are the first two hundred, the largest amounts first; `rows` counts all of them.
    """

    figure: str
    formula: str
    amount: Decimal | None
    kind: RowKind
    ids: tuple[UUID, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class LookedBack:
    """What was foretold at the end of `made_on`, by the method of today from what was known then, and what came.

    foretold, came : the same periods in both, oldest first; the bands are those that were foretold
    """

    made_on: date
    foretold: Series
    came: Series
