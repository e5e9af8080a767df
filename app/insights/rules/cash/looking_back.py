"""Last quarter's cash forecast, made thirteen weeks ago from what was known then, against what came."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate

from app.insights.records.evidence import LookedBack, Point, Series, Unit
from app.insights.records.tools import Tools
from app.insights.rules.cash import bands, cash_backtest
from app.insights.rules.cash.outlook import HORIZON_DAYS, WEEKS, Sides, outlook
from app.values import money


def looked_back(sides: Sides, on: date, tools: Tools) -> LookedBack | None:
    """The change of cash by the end of each week since then, foretold with bands and seen; None while there is no past.

    The bands are made of origins that were over by then, so no later knowledge is in them.
    """
    made_on = on - timedelta(days=HORIZON_DAYS)
    origins = cash_backtest.origins(sides, on)
    if not origins or origins[0] != made_on:
        return None
    told = list(accumulate(outlook(sides, made_on, tools.payment_days).nets()))
    came = list(accumulate(sides.weekly_nets(made_on, WEEKS)))
    over = [day for day in origins if day + timedelta(days=HORIZON_DAYS) <= made_on]
    missed = cash_backtest.errors(sides, made_on, tools.payment_days, over)
    widths, _ = cash_backtest.widths(sides, missed, made_on)
    ends = [made_on + timedelta(days=7 * week + 7) for week in range(WEEKS)]
    foretold = tuple(_point(day, value, widths, week) for week, (day, value) in enumerate(zip(ends, told, strict=True)))
    seen = tuple(Point(day, money.estimated(value)) for day, value in zip(ends, came, strict=True))
    return LookedBack(
        made_on=made_on,
        foretold=Series("foretold", "Change of cash as foretold then", Unit.RUPEES, foretold, is_expected=True),
        came=Series("came", "Change of cash as it came", Unit.RUPEES, seen),
    )


def _point(on: date, value: float, widths: Sequence[float], week: int) -> Point:
    if not widths:
        return Point(on, money.estimated(value))
    near, far = widths[week], widths[week] * bands.TO_95
    return Point(on, *map(money.estimated, (value, value - near, value + near, value - far, value + far)))
