"""A supplier that suddenly sends many bills, while all others are as quiet as ever.

The bills of two weeks are counted against what the supplier sends otherwise, raised by how much busier all other
suppliers were in those weeks: a festival fills every shelf, a fraud one pocket. Innocent are new suppliers (the first
stock), seasons (it was so in other months as well), orders that the bills name, and steady growth.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from app.books.records import Books, Document
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns import evidence, gathering, significance

WITHIN = timedelta(days=14)
LEAST_BILLS = 8
LEAST_HISTORY = 4
"""Bills of the supplier before and outside the two weeks, spread over at least `LEAST_DAYS`."""
LEAST_DAYS = 120
TIMES_USUAL = 5
"""Restocking doubles or trebles what comes; five times as many bills is another thing."""
UNLIKELY = 1e-7
AGAIN_SHARE = 0.5
"""Two weeks with half as many bills at another time are a season, or the way in which this supplier bills."""
ORDERED_SHARE = 0.5
BASE, PER_TIME, MOST, IN_SEASON = 0.74, 0.02, 0.88, 0.6

_OCCASION = re.compile(
    r"diwali|deepavali|dussehra|navratri|durga|puja|eid|onam|pongal|holi|rakhi|christmas|festival|festive|wedding"
    r"|season|mela|utsav|opening stock|exhibition|त्योहार|दिवाली|दीपावली|ईद|होली|शादी",
    re.IGNORECASE,
)


def findings(books: Books, firms: gathering.BillsByFirm) -> list[Finding]:
    """At most one finding for each supplier, on its busiest two weeks."""
    everyone = sorted(one.issued_on for bills in firms.values() for one in bills)
    return [one for bills in firms.values() for one in _judged(books, bills, everyone)]


def _judged(books: Books, bills: Sequence[Document], everyone: Sequence[date]) -> Iterator[Finding]:
    if len(bills) < LEAST_BILLS + LEAST_HISTORY:
        return
    busiest = max(gathering.windows(bills, WITHIN), key=len)
    rest = [one for one in bills if not busiest[0].issued_on <= one.issued_on <= busiest[-1].issued_on]
    before = [one for one in rest if one.issued_on < busiest[0].issued_on]
    days = (bills[-1].issued_on - bills[0].issued_on).days
    if len(busiest) < LEAST_BILLS or len(before) < LEAST_HISTORY or days < LEAST_DAYS:
        return
    expected = max(len(rest), 1) * WITHIN.days / days * _busier(bills, busiest, everyone)
    is_much = len(busiest) >= TIMES_USUAL * expected
    again = max((len(one) for one in gathering.windows(rest, WITHIN)), default=0)
    is_rare = significance.poisson_tail(len(busiest), expected) <= UNLIKELY
    if is_much and is_rare and again < AGAIN_SHARE * len(busiest) and not _is_explained(busiest):
        chance = min(MOST, BASE + PER_TIME * (len(busiest) - LEAST_BILLS))
        chance = IN_SEASON if _is_in_season(busiest[-1].issued_on) else chance
        yield evidence.about_bills(books, Rule.FLURRY, busiest, chance)


def _busier(bills: Sequence[Document], busiest: Sequence[Document], everyone: Sequence[date]) -> float:
    """How many times as busy the other suppliers were in the two weeks as at other times; at least 1."""
    first, last = busiest[0].issued_on, busiest[0].issued_on + WITHIN
    then = gathering.count_between(everyone, first, last) - len(busiest)
    others = len(everyone) - len(bills)
    length = max((everyone[-1] - everyone[0]).days, 1)
    return max(1.0, then / max(others * WITHIN.days / length, 1.0))


def _is_explained(bills: Sequence[Document]) -> bool:
    """Whether most name an order, or say what they were stocked for."""
    told = sum(1 for one in bills if one.reference or _OCCASION.search(one.notes or ""))
    return told >= ORDERED_SHARE * len(bills)


def _is_in_season(day: date) -> bool:
    """Whether it lies in the weeks in which shops stock up for Navratri and Diwali, whose dates move with the moon."""
    return (9, 10) <= (day.month, day.day) <= (11, 15)
