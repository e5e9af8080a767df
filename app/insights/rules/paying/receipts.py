"""What customers should pay in each coming week, with bands from how far off the same was at earlier dates."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from app.insights.records.evidence import Backtest, Point, Series, Unit
from app.insights.records.ledger import Ledger
from app.insights.rules.paying import pace
from app.values import money

WEEKS = pace.WEEKS
LEAST_ORIGINS = 4
LEARNING_DAYS = 91
"""An origin has a quarter of books before it."""

Weeks = Sequence[float]
Tested = Sequence[tuple[Weeks, Weeks]]
"""What was expected and what came, by week, for each origin."""


def by_week(told: pace.Expected) -> Weeks:
    """Rupees by week, from open invoices, new ones and loose money."""
    return [opened + new for opened, new in zip(told.from_open, told.from_new, strict=True)]


def received(sales: Ledger, after: date) -> Weeks:
    """What came in each of the thirteen weeks that begin after `after`; notes count as what they settle."""
    weeks = [0.0] * WEEKS
    until = after + timedelta(days=7 * WEEKS)
    moves = [move for entry in sales.entries for move in entry.reductions if after < move[0] <= until]
    for day, amount in [*moves, *(move for move in sales.loose if after < move[0] <= until)]:
        weeks[((day - after).days - 1) // 7] += float(amount)
    return weeks


def tested(sales: Ledger, earlier: Mapping[date, Weeks]) -> Tested:
    """What was expected at earlier dates beside what came; only of dates with books enough before them."""
    started = min((entry.issued_on for entry in sales.entries), default=date.max)
    days = [day for day in earlier if (day - started).days >= LEARNING_DAYS]
    return [(earlier[day], received(sales, day)) for day in days]


def series(sales: Ledger, on: date, told: Weeks, earlier: Tested) -> tuple[Series, Series]:
    """The last thirteen weeks as they came and the next as expected; a point is dated by the first day of its week."""
    before = on - timedelta(days=7 * WEEKS)
    seen = [Point(_first(before, week), money.estimated(amount)) for week, amount in enumerate(received(sales, before))]
    wide80, wide95 = (_half_width(told, earlier, share) for share in (0.8, 0.95))
    coming = [
        Point(_first(on, week), money.estimated(amount), *_band(amount, wide80), *_band(amount, wide95))
        for week, amount in enumerate(told)
    ]
    return (
        Series("received", "Received by week", Unit.RUPEES, tuple(seen)),
        Series("expected", "Expected by week", Unit.RUPEES, tuple(coming), is_expected=True),
    )


def backtest(earlier: Tested) -> Backtest | None:
    """The share of earlier weeks inside the bands, each origin judged by the errors of the others."""
    if len(earlier) < LEAST_ORIGINS:
        return None
    shares = [
        [
            abs(said - was) <= (_half_width(told, [*earlier[:place], *earlier[place + 1 :]], share) or 0.0)
            for place, (told, came) in enumerate(earlier)
            for said, was in zip(told, came, strict=True)
        ]
        for share in (0.8, 0.95)
    ]
    inside80, inside95 = (round(sum(found) / len(found), 3) for found in shares)
    return Backtest(len(earlier), WEEKS, coverage80=inside80, coverage95=inside95, served="payment_days")


def _half_width(told: Weeks, earlier: Tested, share: float) -> float | None:
    """Half the width of a band in rupees: the error of a week that `share` of the earlier ones kept, by their size."""
    if len(earlier) < LEAST_ORIGINS - 1:
        return None
    errors = sorted(
        abs(said - was) / (sum(weeks) / WEEKS)
        for weeks, came in earlier
        if sum(weeks) > 0
        for said, was in zip(weeks, came, strict=True)
    )
    return errors[min(int(share * (len(errors) + 1)), len(errors) - 1)] * sum(told) / WEEKS if errors else None


def _band(amount: float, half: float | None) -> tuple[Decimal, Decimal] | tuple[None, None]:
    return (None, None) if half is None else (money.estimated(max(amount - half, 0.0)), money.estimated(amount + half))


def _first(after: date, week: int) -> date:
    return after + timedelta(days=7 * week + 1)
