"""Everything that a prediction of cash is drawn from, made once for the insight and for each scenario."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.insights.records.preferences import Preferences
from app.insights.records.tools import Tools
from app.insights.rules.cash import cash_backtest, drawing, months, opening
from app.insights.rules.cash.cash_backtest import Errors
from app.insights.rules.cash.months import Ahead
from app.insights.rules.cash.opening import Opening
from app.insights.rules.cash.outlook import Sides
from app.insights.rules.cash.parts import Parts, parts
from ml_models.cashflow.records import Noise, Outcome

ZERO = Decimal(0)
NO_FLOOR = float("-inf")


@dataclass(frozen=True, slots=True)
class Prediction:
    """The parts of the coming days, what the past says of chance, and where the money stands."""

    sides: Sides
    on: date
    parts: Parts
    noise: Noise
    missed: Errors
    half_widths: Sequence[float]
    band_from: str
    opening: Opening
    floor: Decimal | None
    ahead: Ahead | None

    @property
    def is_banded(self) -> bool:
        """Whether the past can tell how wide a band has to be."""
        return bool(self.half_widths)

    @property
    def has_odds(self) -> bool:
        """Whether a chance of falling under the floor can be given."""
        return self.is_banded and self.floor is not None


def prediction(sides: Sides, on: date, tools: Tools, said: Preferences, *, with_months: bool = True) -> Prediction:
    """As the books stood on `on`."""
    expected = parts(sides, on, tools.payment_days, said)
    missed = cash_backtest.errors(sides, on, tools.payment_days)
    half_widths, band_from = cash_backtest.widths(sides, missed, on)
    start = opening.opening(sides.books, sides.rows, on, said)
    return Prediction(
        sides=sides,
        on=on,
        parts=expected,
        noise=drawing.noise(sides, expected),
        missed=missed,
        half_widths=half_widths,
        band_from=band_from,
        opening=start,
        floor=_floor(start, said),
        ahead=months.ahead(sides, on, tools.forecast, said, half_widths) if with_months else None,
    )


def drawn(made: Prediction, tools: Tools, changed: Sequence[Parts] = ()) -> Sequence[Outcome]:
    """The outcome of the prediction, and of each change of its parts."""
    beyond = made.ahead.beyond if made.ahead else ()
    within = made.ahead.within if made.ahead else ()
    first = drawing.plan(made.parts, made.noise, made.half_widths, beyond, within)
    others = [drawing.plan(parts, made.noise, made.half_widths) for parts in changed]
    return tools.simulate(
        [first, *others],
        opening=float(made.opening.balance or ZERO),
        floor=NO_FLOOR if made.floor is None else float(made.floor),
        seed=drawing.seed(made.sides.books, made.on),
    )


def _floor(start: Opening, said: Preferences) -> Decimal | None:
    """The owner's own, else nothing at all; none while nobody knows where the money stands."""
    if start.balance is None:
        return None
    return ZERO if said.cash_floor is None else said.cash_floor
