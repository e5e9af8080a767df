"""Whether two documents list the same goods, however their names were typed."""

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from app.fraud.rules.duplicates.entries import Entry, Line

_WORD = re.compile(r"[^\W\d_]{3,}")
PROPORTION = 0.003
MOST_ADDED = 2
"""Lines that a bill has when it was entered again with its charges."""

_VAGUE = re.compile(
    r"as per|goods|material|sundry|misc|various|items?\b|purchase|amount|total|sale|suppl(?:y|ies)|bill"
    r"|saman|maal|\bmal\b|सामान|माल",
    re.IGNORECASE,
)


class Goods(StrEnum):
    """How the lines of two documents stand to each other. One vague line for the whole says nothing."""

    SAME_MANY = "same_many"
    SAME_ONE = "same_one"
    OVERLAP = "overlap"
    OTHER_PRICES = "other_prices"
    UNKNOWN = "unknown"
    DIFFERS = "differs"


def relation(one: Entry, other: Entry) -> Goods:
    """How the lines of two documents stand to each other; the order does not matter."""
    a, b = one.lines, other.lines
    if not a or not b:
        return Goods.UNKNOWN
    if a == b:
        return Goods.SAME_MANY if len(a) > 1 else Goods.SAME_ONE
    if len(a) == len(b) and (found := _of_as_many(one, other)):
        return found
    common = (Counter(a) & Counter(b)).total()
    if (common and common * 2 >= max(len(a), len(b))) or _is_summary(a, b) or _is_summary(b, a) or _is_longer(a, b):
        return Goods.OVERLAP
    if is_lump(one) or is_lump(other):
        return Goods.UNKNOWN
    return _of_single(a[0][0], b[0][0]) if len(a) == len(b) == 1 else Goods.DIFFERS


def are_repriced(one: Entry, other: Entry) -> bool:
    """Whether both list the same goods in the same quantities, at whatever prices."""
    return len(one.lines) == len(other.lines) > 0 and _counted(one) == _counted(other)


def is_lump(entry: Entry) -> bool:
    """Whether its lines name no goods: typed in haste, or carried over from a return by rate of tax."""
    return all(not name or _VAGUE.search(name) for name, _ in entry.lines)


def _of_as_many(one: Entry, other: Entry) -> Goods | None:
    """What as many lines have in common: the amounts in other words, or the same goods at other prices."""
    a, b = (sorted(amount for _, amount in entry.lines) for entry in (one, other))
    if len(a) > 1 and a == b:
        return Goods.SAME_MANY
    if are_repriced(one, other) or (len(a) > 1 and _are_in_proportion(a, b)):
        return Goods.OTHER_PRICES
    return None


def _are_in_proportion(a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether all prices were changed alike, to a thousandth."""
    whole = (sum(a), sum(b))
    return min(whole) > 0 and all(
        abs(x * whole[1] - y * whole[0]) <= PROPORTION * x * whole[1] + 1 for x, y in zip(a, b, strict=True)
    )


def _is_summary(short: tuple[Line, ...], long: tuple[Line, ...]) -> bool:
    """Whether one line names goods of several lines of the other for the whole amount: "fans + bulbs"."""
    if len(short) != 1 or len(long) < 2:
        return False
    words = set(_WORD.findall(short[0][0]))
    return bool(words) and words <= {word for name, _ in long for word in _WORD.findall(name)}


def _is_longer(a: Sequence[Line], b: Sequence[Line]) -> bool:
    """Whether one lists the amounts of the other and one or two more, whatever the words: freight, loading."""
    short, long = (Counter(amount for _, amount in lines) for lines in sorted((a, b), key=len))
    return len(short) > 1 and not short - long and long.total() - short.total() <= MOST_ADDED


def _counted(entry: Entry) -> Counter[tuple[str, Decimal]]:
    return Counter((" ".join(one.name.casefold().split()), one.quantity) for one in entry.document.items)


def _of_single(a: str, b: str) -> Goods:
    shared = set(a.split()) & set(b.split())
    is_other_spelling = a[:4] == b[:4] or len(shared) * 2 >= min(len(a.split()), len(b.split()))
    return Goods.UNKNOWN if is_other_spelling or not (a.isascii() and b.isascii()) else Goods.DIFFERS
