"""Which documents make up another: bounded sums in whole paise, and how easily they add up by chance."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from math import gcd

from app.books.records import DocumentKind
from app.fraud.rules.duplicates import goods, orders, renumbering, sayings
from app.fraud.rules.duplicates.entries import Entry, Line
from app.fraud.rules.duplicates.orders import Order
from app.fraud.rules.duplicates.renumbering import NumberRelation

MOST_PARTS, MOST_TIED = 5, 9
"""Five parts out of nine candidates: 372 sums a document at most."""
TOLERANCE = 100
"""Paise: a whole may have been rounded to the rupee."""
LEAST_GRAINS = 2000
"""Amounts that are fewer than so many multiples of their common measure lie on the grid of a price list."""
LEAST_NAMED = 4
"""Characters of a number that is looked for in words."""
DAYS_COST = 0.01
"""A day between a whole and its parts, in probability."""

Parts = tuple[Entry, ...]


def around(entries: Sequence[Entry], at: int, most: int, days: int) -> list[Entry]:
    """The neighbours by date of one of `entries`, which are in order of date; smaller ones only."""
    whole = entries[at]
    first = bisect_left(entries, whole.day - days, max(at - most, 0), at, key=_day)
    last = bisect_right(entries, whole.day + days, at, min(at + 1 + most, len(entries)), key=_day)
    return [one for one in entries[first:last] if one.total < whole.total]


def _day(entry: Entry) -> int:
    return entry.day


def _is_under(part: Entry, core: str) -> bool:
    """Whether a number is the part's own, its own without its last count or letter, or its order's."""
    if not core:
        return False
    tokens = part.number.tokens
    if core in (part.number.core, part.reference.core):
        return True
    return len(tokens) > 1 and len(tokens[-1]) <= 2 and "".join(tokens[:-1]) == core


def named_by(whole: Entry, near: Sequence[Entry]) -> list[Entry]:
    """Those of `near` that carry the number of `whole`, or whose number or order the words of `whole` hold."""
    said, core = _counted_words(sayings.texts(whole.document)), whole.number.core
    return [one for one in near if _is_under(one, core) or _lists_order(whole, one) or _is_said(one, said)]


def _is_said(part: Entry, said: str) -> bool:
    is_long = len(part.number.core) >= LEAST_NAMED and not part.number.is_missing
    return is_long and part.number.plain in said


def may_be_part(whole: Entry, part: Entry) -> bool:
    """Whether neither its order nor its number says that it is a paper of its own.

    A supplier numbers his papers in one series: two numbers of it are two papers. Our own differ in any case.
    """
    if _lists_order(whole, part):
        return True
    if orders.relation(whole, part) is Order.DIFFERS:
        return False
    is_bill = whole.document.kind is DocumentKind.SUPPLIER_BILL
    found = renumbering.of_keys(whole.number, part.number)
    return not (is_bill and found in (NumberRelation.SERIES, NumberRelation.DIFFERENT))


def _lists_order(whole: Entry, part: Entry) -> bool:
    """Whether the order or challan of `part` is one of several that `whole` names: DC 17, 18 and 21."""
    serial, said = part.reference.serial, whole.document.reference
    return bool(said and serial and serial in _listed(said))


@lru_cache(maxsize=4096)
def _counted_words(texts: tuple[str, ...]) -> str:
    """In capitals those of the texts in which a number can stand."""
    return "\n".join(text.upper() for text in texts if any(map(str.isdigit, text)))


@lru_cache(maxsize=4096)
def _listed(reference: str) -> frozenset[int]:
    found = [int(digits) for digits in re.findall(r"\d{2,15}", reference)]
    return frozenset(found) if len(found) > 1 else frozenset()


def is_one_order(one: Entry, other: Entry) -> bool:
    """Whether both name the same order."""
    return not one.reference.is_missing and one.reference.loose == other.reference.loose


def adding_up(whole: Entry, tied: Sequence[Entry]) -> Iterator[Parts]:
    """The sets of two or more of `tied` that make up `whole`, with tax or without it, the nearest by date tried."""
    if len(tied) < 2:
        return
    nearest = _nearest(whole, tied)
    for count in range(2, MOST_PARTS + 1):
        for parts in combinations(nearest[:MOST_TIED], count):
            if _fits(whole, sum(one.total for one in parts)):
                yield parts


def two_of(whole: Entry, near: Sequence[Entry]) -> Iterator[Parts]:
    """The pairs of `near` that make up `whole` to the paisa, the nearest by date first."""
    amounts = Counter(one.total for one in near)
    fit = [
        one for one in near if (rest := whole.total - one.total) in amounts and (rest != one.total or amounts[rest] > 1)
    ]
    if not fit:
        return
    at: dict[int, list[Entry]] = defaultdict(list)
    for one in _nearest(whole, fit):
        yield from ((other, one) for other in at.get(whole.total - one.total, ()))
        at[one.total].append(one)


def covering(whole: Entry, near: Sequence[Entry]) -> Iterator[Parts]:
    """The first set of `near` whose lines are exactly the lines of `whole`."""
    if len(whole.lines) < 2:
        return
    wanted, known = Counter(whole.lines), frozenset(whole.lines)
    inside = [
        one
        for one in near
        if one.lines
        and len(one.lines) < len(whole.lines)
        and known.issuperset(one.lines)
        and not Counter(one.lines) - wanted
        and may_be_part(whole, one)
    ]
    inside.sort(key=lambda one: (abs(one.day - whole.day), one.document.id))
    if (parts := _cover(wanted, inside[:MOST_TIED])) and len(parts) > 1:
        yield parts


def are_on_a_grid(whole: Entry, parts: Parts) -> bool:
    """Whether their amounts are multiples of one price, so that some of them add up now and then."""
    grain = gcd(*(one.total for one in (whole, *parts)))
    names = {name for one in (whole, *parts) if not goods.is_lump(one) for name, _ in one.lines}
    return len(names) == 1 or whole.total < LEAST_GRAINS * grain


def list_other_goods(whole: Entry, parts: Parts) -> bool:
    """Whether every one of them says what it is for, and the parts are not for what the whole is for."""
    if not whole.lines or not all(one.lines for one in parts):
        return False
    of_parts = Counter[Line]()
    for one in parts:
        of_parts.update(one.lines)
    return of_parts != Counter(whole.lines) and len(whole.lines) > 1


def days_cost(whole: Entry, parts: Parts) -> float:
    """What the days between them take from the sureness."""
    return min(DAYS_COST * max(abs(one.day - whole.day) for one in parts), 0.3)


def _fits(whole: Entry, amount: int) -> bool:
    return min(abs(amount - whole.total), abs(amount - whole.net)) <= TOLERANCE


def _nearest(whole: Entry, near: Sequence[Entry]) -> list[Entry]:
    return sorted(near, key=lambda one: (abs(one.day - whole.day), one.document.id))


def _cover(wanted: Counter[Line], inside: Sequence[Entry]) -> Parts:
    if not wanted:
        return ()
    for at, one in enumerate(inside):
        lines = Counter(one.lines)
        if not lines - wanted:
            rest = wanted - lines
            found = _cover(rest, inside[at + 1 :])
            if found or not rest:
                return (one, *found)
    return ()
