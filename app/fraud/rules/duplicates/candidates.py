"""Which pairs of documents are worth a closer look: blocking, in one pass, so that the work grows with the books.

Every document leaves several keys (same firm and amount, same firm and number, same firm and day, same number and
amount anywhere, same order, same goods, same day and month in either order); documents that share a key meet, each
with its next few neighbours by date only. A thousand documents of one amount make some thousand pairs, never half a
million.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.books.records import Document
from app.fraud.rules.duplicates import numbers, orders
from app.fraud.rules.duplicates.entries import NOWHERE, Entry
from app.fraud.rules.duplicates.shelf import Shelf

NEIGHBOURS = 6
"""How many documents of one block each document meets, the nearest by date first."""
CROWD, NEIGHBOURS_IN_CROWD = 64, 2
"""In larger blocks the key says little: what is one document meets in a smaller one as well."""

LONG = 10_000
"""So high a count is told from others by itself, whoever the firm."""

MONTHS = 12
"""Later days cannot be taken for a month."""

Key = tuple[object, ...]


@dataclass(frozen=True)
class Blocks:
    """The documents of a shelf by every key that they leave."""

    shelf: Shelf

    @cached_property
    def by_key(self) -> Mapping[Key, Sequence[int]]:
        """The places on the shelf, in order, of the documents that leave each key."""
        found: dict[Key, list[int]] = defaultdict(list)
        for place, entry in enumerate(self.shelf.entries):
            for key in keys(entry):
                found[key].append(place)
        return found

    def pairs(self) -> Iterator[tuple[Entry, Entry]]:
        """Pairs that share a key, each once, the earlier document first."""
        entries, seen, count = self.shelf.entries, set[int](), len(self.shelf.entries)
        for block in self.by_key.values():
            most = neighbours(block)
            for at, place in enumerate(block[:-1]):
                for other in block[at + 1 : at + 1 + most]:
                    pair = place * count + other
                    if place != other and pair not in seen:
                        seen.add(pair)
                        yield entries[place], entries[other]

    def beside(self, entry: Entry) -> Iterable[Entry]:
        """Those on the shelf that a document, itself on it or not, shares a key with: the nearest by date."""
        entries = self.shelf.entries
        found: dict[int, None] = {}
        for key in keys(entry):
            block = self.by_key.get(key, ())
            at, most = bisect_left(block, entry.day, key=lambda place: entries[place].day), neighbours(block) + 1
            found.update(dict.fromkeys(block[max(at - most, 0) : at + most]))
        return [entries[place] for place in found if entries[place].document.id != entry.document.id]


def neighbours(block: Sequence[int]) -> int:
    """How many others each document of a block meets."""
    return NEIGHBOURS if len(block) <= CROWD else NEIGHBOURS_IN_CROWD


def keys(entry: Entry) -> Iterator[Key]:
    """The keys that a document leaves, some of them twice."""
    firm, rupee = entry.firm, entry.total // 100
    on = entry.document.issued_on
    for near in (rupee, rupee + 1):
        yield "amount", firm, near
        if on.day <= MONTHS and on.day != on.month:
            yield "swapped", firm, near, on.year, *sorted((on.day, on.month))
    if entry.net != entry.total:
        yield "amount", firm, entry.net // 100
        yield "amount", firm, entry.net // 100 + 1
    yield "day", firm, entry.day
    yield from _anywhere(entry)
    if not entry.number.is_missing:
        yield "number", firm, entry.number.loose
    if not entry.reference.is_missing:
        yield "number", firm, entry.reference.loose
    for serial in orders.named(entry):
        yield "order", firm, serial
    if len(entry.lines) > 1:
        yield "goods", firm, entry.lines


def anywhere(document: Document) -> Iterator[Key]:
    """Those of its keys that name no firm: over them, documents of firms that have nothing else in common meet.

    Every key without a firm belongs here, or a scan of a part of the books (`parts`) would miss pairs.
    """
    yield from _anywhere(NOWHERE.entry(document))


def _anywhere(entry: Entry) -> Iterator[Key]:
    rupee = entry.total // 100
    notes = entry.document.notes
    for number in (entry.number, entry.reference, *(numbers.keys_in(notes) if notes else ())):
        if not number.is_missing:
            yield "anywhere", rupee, number.loose
            yield "anywhere", rupee + 1, number.loose
    for serial in orders.named(entry):
        if serial >= LONG:
            yield "ordered", rupee, serial
            yield "ordered", rupee + 1, serial
    if len(entry.lines) > 1:
        yield "goods", entry.day, entry.lines
