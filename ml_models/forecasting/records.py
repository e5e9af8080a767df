"""What a forecast consists of, and why one may be refused. Plain floats: whoever reads it needs no arrays."""

from dataclasses import dataclass
from enum import StrEnum


class NotEnoughHistory(ValueError):
    """The series is too short for any figure; the caller then shows what is missing instead."""

    def __init__(self, *, have: int, need: int) -> None:
        super().__init__(f"{have} points of history, {need} needed")
        self.have = have
        self.need = need


class UnusableSeries(ValueError):
    """The series holds something that is no finite number, or is no series at all."""


class Confidence(StrEnum):
    """How much history stands behind a forecast."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Step:
    """One period ahead: the expected value and the bands in which 80 and 95 of 100 outcomes should fall."""

    mean: float
    low80: float
    high80: float
    low95: float
    high95: float


@dataclass(frozen=True, slots=True)
class Backtest:
    """How the same method did on the series' own past, each time knowing only what was known then.

    `mase` and `naive2_mase` are mean absolute errors in units of the in-sample error of "same as last season" (or
    "same as last time" below two seasons); `naive2_mase` is the seasonally adjusted naive forecast. The coverages are
    the shares of outcomes inside the bands, each judged by the errors of the other origins. None where nothing could
    be measured.
    """

    origins: int
    mase: float | None = None
    naive2_mase: float | None = None
    coverage80: float | None = None
    coverage95: float | None = None


@dataclass(frozen=True, slots=True)
class SeriesForecast:
    """What is expected of the next periods. `method` names what made it, `fallbacks` what had failed before.

    gaps_filled : how many periods of the past were not known; festivals : which moved with the calendar.
    """

    steps: tuple[Step, ...]
    method: str
    confidence: Confidence
    backtest: Backtest
    fallbacks: tuple[str, ...] = ()
    gaps_filled: int = 0
    festivals: tuple[str, ...] = ()
