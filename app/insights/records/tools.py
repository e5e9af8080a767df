"""What rules ask of those who know arrays: passed in, so that rules stay plain and the web process loads none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ml_models.forecasting.records import SeriesForecast


class Forecaster(Protocol):
    """Continues a series."""

    def __call__(
        self,
        past: Sequence[float],
        /,
        *,
        horizon: int,
        season: int = 12,
        first: date | None = None,
        non_negative: bool = True,
    ) -> SeriesForecast:
        """The `horizon` periods after `past` (oldest first, no gaps), with bands and a backtest.

        season : periods in a year: 12 months, 52 weeks, or 7 days in a week for days. first : the first day of the
        first period, from which moving festivals are known. non_negative : nothing below zero is possible.
        """


@dataclass(frozen=True, slots=True)
class Tools:
    """All of them together."""

    forecast: Forecaster
