"""The documents of one kind, ready for comparison, with how often each amount and number comes."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from uuid import UUID

from app.books.records import Books, Document, DocumentKind
from app.fraud.rules.duplicates import orders, sayings, taken_back
from app.fraud.rules.duplicates.entries import Desk, Entry
from app.fraud.rules.duplicates.kin import Kin

LEAST_USUAL, MOST_FOREIGN = 4, 2
"""A firm has a usual way to number from so many numbers of one shape on; a shape that came oftener is a second way."""

LEAST_DOUBLED = 3
"""Periods; from so many on, two bills for one period are how this firm bills."""
MOST_OF_PERIOD = 3
"""Words that stand on more papers of a firm name a contract or a product, not what is billed."""

FirmAmount = tuple[int | None, int]


@dataclass(frozen=True)
class Shelf:
    """The documents of one kind that stand in the books. A document that is asked about need not stand on it."""

    desk: Desk
    kind: DocumentKind

    @classmethod
    def both(cls, books: Books) -> "tuple[Shelf, Shelf]":
        """The bills and the invoices of one business."""
        desk = Desk(books, Kin.of(books.parties))
        return cls(desk, DocumentKind.SUPPLIER_BILL), cls(desk, DocumentKind.SALES_INVOICE)

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """Those that count and are over something, by date."""
        return self.desk.entries([one for one in self.desk.books.documents if self.holds(one)])

    def holds(self, document: Document) -> bool:
        """Whether it is one of those that are compared."""
        return document.kind is self.kind and document.counts and document.total > 0

    @cached_property
    def taken_back(self) -> frozenset[UUID]:
        """The documents that a credit or debit note took back."""
        notes = self.desk.entries([one for one in self.desk.books.documents if one.is_note and one.counts])
        return taken_back.documents(self.entries, notes)

    @cached_property
    def days_by_amount(self) -> Mapping[FirmAmount, Sequence[int]]:
        """The days on which each firm was billed each amount, to the rupee, in order."""
        found: dict[FirmAmount, list[int]] = defaultdict(list)
        for one in self.entries:
            found[one.firm, one.rupees].append(one.day)
        return found

    @cached_property
    def gaps_by_amount(self) -> Mapping[FirmAmount, Sequence[int]]:
        """The days between neighbours of `days_by_amount`, the shortest first."""
        return {
            key: sorted(later - earlier for earlier, later in pairwise(days))
            for key, days in self.days_by_amount.items()
            if len(days) > 1
        }

    @cached_property
    def times_of_number(self) -> Mapping[tuple[int | None, str], int]:
        """How often each firm used each number, however it was written."""
        return Counter((one.firm, one.number.loose) for one in self.entries if not one.number.is_missing)

    @cached_property
    def times_of_period(self) -> Mapping[tuple[int | None, frozenset[str]], int]:
        """How often each firm's papers name each month, quarter or day."""
        named = ((one.firm, sayings.periods(sayings.texts(one.document))) for one in self.entries)
        return Counter((firm, periods) for firm, periods in named if periods)

    @cached_property
    def doubled_periods(self) -> Mapping[FirmAmount, int]:
        """For how many periods each firm was billed an amount more than once, as a fortnightly bill is."""
        named = ((one.firm, one.rupees, sayings.periods(sayings.texts(one.document))) for one in self.entries)
        counted = Counter(key for key in named if key[2])
        return Counter((firm, rupees) for (firm, rupees, _), times in counted.items() if times > 1)

    @cached_property
    def times_of_order(self) -> Mapping[tuple[int | None, int], int]:
        """How many of each firm's papers name each order or challan, by its count."""
        return Counter((one.firm, serial) for one in self.entries for serial in orders.named(one))

    def times_ordered(self, entry: Entry, serial: int) -> int:
        """How many papers of its firm name this order or challan."""
        return self.times_of_order.get((entry.firm, serial), 1)

    def is_for_one_period(self, one: Entry, other: Entry) -> bool:
        """Whether both bill the same month, quarter or days, as hardly another paper of the firm does."""
        periods = sayings.periods(sayings.texts(one.document))
        if not periods or periods != sayings.periods(sayings.texts(other.document)):
            return False
        is_usual = self.doubled_periods.get((one.firm, one.rupees), 0) >= LEAST_DOUBLED
        return not is_usual and self.times_of_period.get((one.firm, periods), 0) <= MOST_OF_PERIOD

    @cached_property
    def shapes(self) -> Mapping[int | None, Mapping[tuple[str, ...], int]]:
        """How often each firm's numbers have each shape."""
        found: dict[int | None, Counter[tuple[str, ...]]] = defaultdict(Counter)
        for one in self.entries:
            if not one.number.is_missing:
                found[one.firm][shape(one)] += 1
        return found

    def is_usual_shape(self, entry: Entry) -> bool | None:
        """Whether its number looks as its firm's mostly do; None where that cannot be told, or it has none."""
        shapes = self.shapes.get(entry.firm)
        if shapes is None or entry.number.is_missing:
            return None
        count, usual = shapes.get(shape(entry), 0), max(shapes.values())
        if usual < LEAST_USUAL or count not in (usual, *range(MOST_FOREIGN + 1)):
            return None
        return count == usual

    def times_billed(self, entry: Entry) -> int:
        """How often its firm was billed its amount."""
        return max(len(self.days_by_amount.get((entry.firm, entry.rupees), ())), 1)

    def times_so_close(self, one: Entry, other: Entry) -> int:
        """How often else its firm was billed its amount again as soon as these two are apart."""
        gaps = self.gaps_by_amount.get((one.firm, one.rupees), ())
        return max(bisect_right(gaps, abs(one.day - other.day)) - 1, 0)

    def times_numbered(self, entry: Entry) -> int:
        """How often its firm used its number."""
        return max(self.times_of_number.get((entry.firm, entry.number.loose), 1), 1)


def shape(entry: Entry) -> tuple[str, ...]:
    """Its number with all counts made equal."""
    return tuple("#" if token.isdigit() else token for token in entry.number.tokens)
