"""Festivals of the coming months whose day moves by weeks, and what the three weeks before them sold in other years."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from app.insights.records.tools import Festivals
from app.insights.records.trends import FestivalAhead
from app.insights.rules.trends import selling
from app.insights.rules.trends.selling import Sale
from app.values.period import Month

AHEAD_MONTHS = 3

WEEKS_BEFORE = timedelta(days=21)
"""Shops of the bazaar sell for a festival in the three weeks up to it; measured on the books, it may come to nothing.
"""

YEAR = timedelta(days=365)
LEAST_EXTRA = 0.10
"""A festival is named when each known one sold at least so much more than usual."""


class Dated(NamedTuple):
    """A festival on its day."""

    name: str
    on: date


def ahead(sales: Sequence[Sale], on: date, festivals: Festivals) -> tuple[FestivalAhead, ...]:
    """The festivals from `on` to the end of the third month ahead that have moved these sales, the soonest first."""
    if not sales:
        return ()
    first = min(sale.on for sale in sales)
    known = [Dated(*one) for one in festivals(first, Month.of(on).plus(AHEAD_MONTHS).last)]
    coming = [one for one in known if one.on >= on]
    found = (_ahead(one, [past for past in known if past.name == one.name and past.on < on], sales) for one in coming)
    return tuple(sorted((one for one in found if one), key=lambda one: (one.on, one.name)))


def _ahead(coming: Dated, past: Sequence[Dated], sales: Sequence[Sale]) -> FestivalAhead | None:
    shares = [share for one in past if (share := _extra_share(sales, one.on)) is not None]
    if not shares or min(shares) < LEAST_EXTRA:
        return None
    last = max(one.on for one in past)
    return FestivalAhead(coming.name, coming.on, last, round(sum(shares) / len(shares), 3))


def _extra_share(sales: Iterable[Sale], on: date) -> float | None:
    """By how much the three weeks up to `on` sold more than three weeks of the year before; None without that year."""
    rows = [sale for sale in sales if on - YEAR < sale.on <= on]
    before = [sale for sale in rows if sale.on <= on - WEEKS_BEFORE]
    if not before or min(sale.on for sale in before) > on - YEAR / 2:
        return None
    days = (on - WEEKS_BEFORE - min(sale.on for sale in before)).days + 1
    usual = selling.total(before) / days * WEEKS_BEFORE.days
    came = selling.total(sale for sale in rows if sale.on > on - WEEKS_BEFORE)
    return float(came / usual - Decimal(1)) if usual > 0 else None
