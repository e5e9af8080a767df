"""From the parts of the coming cash to the plan that is drawn, and the seed of its chances."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from app.books.records import Books
from app.insights.rules.cash import weekdays
from app.insights.rules.cash.outlook import HORIZON_DAYS, Sides
from app.insights.rules.cash.parts import Parts, by_week
from ml_models.cashflow.records import Lump, Month, Noise, Plan

PAST_WEEKS = 52
LEAST_WEEKS = 8
ABOUT_WEEKS = 6
"""The level of a past week is the mean of so many weeks on either side."""


def plan(
    parts: Parts,
    noise: Noise,
    half_widths: Sequence[float],
    months: Sequence[Month] = (),
    month_ends: Sequence[int] = (),
) -> Plan:
    """What is drawn: open documents on chance days, everything else as expected, and what past weeks had besides."""
    lumps = [Lump(item.amount, item.chances) for item in parts.items]
    return Plan(lumps, parts.besides, noise, half_widths, months, month_ends)


def noise(sides: Sides, parts: Parts) -> Noise:
    """Past weeks less their level and less what comes back anyway; it matters as much as what is not yet written."""
    weeks = _past_weeks(sides, parts.on)
    if len(weeks) < LEAST_WEEKS:
        return Noise()
    levels = [_level(weeks, place) for place in range(len(weeks))]
    busy = weekdays.weights(sides.moves, parts.on)
    return Noise(
        weeks=[week - about for week, about in zip(weeks, levels, strict=True)],
        shares=_shares(parts),
        day_shares=weekdays.shares(busy, parts.on, HORIZON_DAYS),
    )


def seed(books: Books, on: date) -> int:
    """The same chances for the same business on the same day."""
    return (books.business.id.int ^ on.toordinal()) % 2**63


def _past_weeks(sides: Sides, on: date) -> list[float]:
    """Nets of the last weeks, oldest first, without rows that have a rhythm and without taxes."""
    if sides.started_on is None:
        return []
    count = min((on - sides.started_on).days // 7, PAST_WEEKS)
    start = on - timedelta(days=7 * count)
    dated = sides.dated_ids(on)
    weeks = [Decimal(0)] * count
    for row in sides.rows:
        if start < row.day <= on and row.id not in dated:
            weeks[((row.day - start).days - 1) // 7] += row.amount
    return [float(week) for week in weeks]


def _level(weeks: Sequence[float], place: int) -> float:
    about = weeks[max(place - ABOUT_WEEKS, 0) : place + ABOUT_WEEKS + 1]
    return sum(about) / len(about)


def _shares(parts: Parts) -> list[float]:
    """For each coming week, how much of what moves is not known by document yet."""
    known = by_week([came + went for came, went in zip(parts.open_in, parts.open_out, strict=True)])
    new = by_week([sum(row) for row in zip(parts.new_in, parts.new_out, parts.other, strict=True)])
    return [fresh / (fresh + open_) if fresh + open_ > 0 else 0.0 for fresh, open_ in zip(new, known, strict=True)]
