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
    """One period ahead: the expected value and the band in which 80 of 100 outcomes should fall."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Backtest:
    """How the same method did on the series' own past, each time knowing only what was known then.

    `mase` and `naive_mase` are mean absolute errors in units of the in-sample error of "same as last year" (or "same
    as last time" below two seasons); `naive_mase` is the seasonally adjusted naive forecast. `coverage` is the share of
    outcomes inside the band, each judged by the errors of the other origins. None where nothing could be measured.
    """

    origins: int
    mase: float | None
    naive_mase: float | None
    coverage: float | None


@dataclass(frozen=True, slots=True)
class SeriesForecast:
    """What is expected of the next periods. `method` names the rung of the ladder that made it."""

    steps: tuple[Step, ...]
    method: str
    confidence: Confidence
    backtest: Backtest
