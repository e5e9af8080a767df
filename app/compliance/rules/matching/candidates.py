"""Which papers are worth comparing: those that share a key. Nothing compares every paper with every other.

Keys of one supplier: the number as it stands, its core, its serial with the day, and, with the value, its serial and
what slips leave as it is.
Keys across suppliers: PAN, or number and value. The value goes in whole rupees; what is a rupee apart may lie in the
next, so the side of 2B stands under three. Where a key is shared by more papers than can be compared, each is compared
with those nearest to it in value and date. Papers that are the same in everything come here once.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from app.compliance.records.matching import Family
from app.compliance.rules.matching import slips
from app.compliance.rules.matching.reading import Reading

Pair = tuple[int, int]
Key = tuple[object, ...]
Keys = Callable[[Reading], Iterable[Key]]

ALONE = "value"
"""The key of the value alone, of use for papers that are alone with it."""

MOST_COMPARED = 1_000
"""Comparisons for which a key is compared in full."""

MOST_COMPARED_ABROAD = 100
"""A number and a value that so many suppliers share tell nothing of which of them is meant."""

NEIGHBOURS = 8
"""How many of the nearest a paper is compared with where its key is shared by very many."""


def pairs(purchases: Sequence[Reading], inward: Sequence[Reading]) -> Iterator[Pair]:
    """Positions of papers worth comparing, each pair once."""
    books, portal = _by_key(purchases, _own_keys), _by_key(inward, _own_keys_nearby)
    abroad, abroad_portal = _by_key(purchases, _keys_abroad), _by_key(inward, _keys_abroad_nearby)
    seen: set[Pair] = set()
    for key, ours in books.items():
        theirs = portal.get(key, ())
        if key[0] != ALONE or len(ours) == len(theirs) == 1:
            seen.update(_compared(ours, theirs, purchases, inward))
    for key, ours in abroad.items():
        theirs = abroad_portal.get(key, ())
        if len(ours) * len(theirs) <= MOST_COMPARED_ABROAD:
            seen.update((one, other) for one in ours for other in theirs)
    yield from sorted(seen)


class Amounts:
    """How many papers of a supplier have about a value, on each side."""

    def __init__(self, purchases: Iterable[Reading], inward: Iterable[Reading]) -> None:
        self._books = Counter(map(_worth, purchases))
        self._portal = Counter(map(_worth, inward))

    def are_only_in(self, purchase: Reading, inward: Reading) -> bool:
        """Whether these two are the only papers of the supplier with about this value."""
        return _around(self._books, purchase) == 1 == _around(self._portal, inward)


def _around(counted: Counter[tuple[Family, str, int]], reading: Reading) -> int:
    family, supplier, value = _worth(reading)
    return sum(counted[family, supplier, near] for near in (value - 1, value, value + 1))


def _worth(reading: Reading) -> tuple[Family, str, int]:
    return reading.family, _supplier(reading), reading.value_rupees


def _supplier(reading: Reading) -> str:
    """Whose papers are compared; imports with each other, since a bill of entry need not name a supplier."""
    return "" if reading.family is Family.IMPORT else reading.supplier


def number_key(reading: Reading) -> tuple[str, ...]:
    """Whose number it is, and the number as it stands: what exact pairs have in common."""
    return reading.family.value, _supplier(reading), reading.number.plain


def _own_keys(reading: Reading) -> Iterator[Key]:
    yield from _number_keys(reading)
    yield from _keys_with_value(reading, reading.value_rupees)


def _own_keys_nearby(reading: Reading) -> Iterator[Key]:
    yield from _number_keys(reading)
    for value in (reading.value_rupees - 1, reading.value_rupees, reading.value_rupees + 1):
        yield from _keys_with_value(reading, value)


def _number_keys(reading: Reading) -> Iterator[Key]:
    if reading.number.plain:
        yield "plain", reading.family, _supplier(reading), reading.number.plain
        yield "core", reading.family, _supplier(reading), reading.number.core
    if reading.number.serial:
        yield "serial on a day", reading.family, _supplier(reading), reading.number.serial, reading.issued_on


def _keys_with_value(reading: Reading, value: int) -> Iterator[Key]:
    """What of a number a slip leaves as it is, and the value alone: the last is for papers that are alone with it."""
    whose, number = (reading.family, _supplier(reading), value), reading.number
    yield ALONE, whose
    if number.serial:
        yield "serial", whose, number.serial
        yield "folded", whose, slips.folded(number)
        yield "in digits", whose, slips.in_digits(number)
        yield "shuffled", whose, slips.shuffled(number)
        yield "digits", whose, slips.digits(number)


def _keys_abroad(reading: Reading) -> Iterator[Key]:
    return _keys_abroad_with(reading, reading.value_rupees)


def _keys_abroad_nearby(reading: Reading) -> Iterator[Key]:
    for value in (reading.value_rupees - 1, reading.value_rupees, reading.value_rupees + 1):
        yield from _keys_abroad_with(reading, value)


def _keys_abroad_with(reading: Reading, value: int) -> Iterator[Key]:
    if reading.number.plain and reading.family is not Family.IMPORT:
        for number in {reading.number.plain, reading.number.core}:
            yield reading.family, reading.pan, number, value
            yield reading.family, "any", number, value


def _by_key(readings: Sequence[Reading], keys: Keys) -> dict[Key, list[int]]:
    found: dict[Key, list[int]] = defaultdict(list)
    for position, reading in enumerate(readings):
        for key in keys(reading):
            found[key].append(position)
    return found


def _compared(
    ours: Sequence[int], theirs: Sequence[int], purchases: Sequence[Reading], inward: Sequence[Reading]
) -> Iterator[Pair]:
    if len(ours) * len(theirs) <= MOST_COMPARED:
        return ((one, other) for one in ours for other in theirs)
    return _nearest(_in_order(ours, purchases), _in_order(theirs, inward))


def _in_order(positions: Sequence[int], readings: Sequence[Reading]) -> list[int]:
    return sorted(positions, key=lambda at: (readings[at].paise, readings[at].issued_on, at))


def _nearest(ours: Sequence[int], theirs: Sequence[int]) -> Iterator[Pair]:
    """Each with those about its own place in the order of the other side."""
    half = NEIGHBOURS // 2
    for place, one in enumerate(ours):
        for middle in {place, place * len(theirs) // len(ours)}:
            for other in theirs[max(0, middle - half) : middle + half]:
                yield one, other
