"""What rules ask of those who know arrays: passed in, so that rules stay plain and the web process loads none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ml_models.cashflow.records import Outcome, Plan
from ml_models.forecasting.records import SeriesForecast
from ml_models.late_payment.records import ComingDays, Documents
from ml_models.purchases.records import History, PurchaseForecast


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


class PurchaseForecaster(Protocol):
    """Expects purchases of customers."""

    def __call__(
        self, histories: Sequence[History], /, *, on: date, days: Sequence[int], seed: int = 0
    ) -> PurchaseForecast:
        """What each customer should buy within each number of `days` after `on`, in the order of `histories`.

        seed : of the draws behind the bands. Raises `UnusablePurchases` where nothing was bought by `on`.
        """


class PaymentDays(Protocol):
    """Knows on which days documents are paid."""

    def __call__(
        self, documents: Documents, /, *, on: date, asked: Sequence[int], recent: Sequence[int], days: int
    ) -> ComingDays:
        """What `documents` known at the end of `on` say about the coming `days`; later rows are not looked at.

        asked : places of documents unpaid at the end of `on`; recent : places of those that stand for new ones
        """


class CashSimulator(Protocol):
    """Draws the paths that cash may take."""

    def __call__(self, plans: Sequence[Plan], *, opening: float, floor: float, seed: int) -> Sequence[Outcome]:
        """The outcome of each plan; the first is what is expected now, the others are changes of it."""


class Festivals(Protocol):
    """Knows on which days the festivals of India fall that move from year to year."""

    def __call__(self, first: date, last: date, /) -> Sequence[tuple[str, date]]:
        """Names and days from `first` to `last`, both included; none where nobody knows."""


def no_festivals(first: date, last: date, /) -> Sequence[tuple[str, date]]:
    """Where no calendar is at hand."""
    return ()


@dataclass(frozen=True, slots=True)
class Tools:
    """All of them together."""

    forecast: Forecaster
    purchases: PurchaseForecaster
    payment_days: PaymentDays
    simulate: CashSimulator
    festivals: Festivals = no_festivals
