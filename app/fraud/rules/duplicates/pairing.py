"""Pairs of documents that are worth scoring, each with how alike the two are; of a whole business or of one document.

What no scorer could call one document is left out before it is compared in full: an amount that does not fit without
the number, the order or the goods to make up for it, a likeness months apart with nothing else in common.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.books.records import Books, Document, DocumentKind
from app.fraud.rules.duplicates import amounts, days, goods, likeness, orders, pair_features
from app.fraud.rules.duplicates.amounts import AmountRelation
from app.fraud.rules.duplicates.candidates import Blocks
from app.fraud.rules.duplicates.days import DateRelation
from app.fraud.rules.duplicates.entries import Entry
from app.fraud.rules.duplicates.goods import Goods
from app.fraud.rules.duplicates.likeness import Likeness
from app.fraud.rules.duplicates.orders import Order
from app.fraud.rules.duplicates.pair_features import Row
from app.fraud.rules.duplicates.renumbering import NumberRelation
from app.fraud.rules.duplicates.shelf import Shelf
from ml_models.contracts import Scorer

KEPT_AS = "_duplicates_index"
"""Where books carry their index; a copy of them with other rows does not carry it on."""

MOST_CERTAIN = 0.99
"""Only the owner knows for sure."""

ONE_ORDER = (Order.SAME, Order.CHALLAN)
SLIPS = (DateRelation.SWAPPED, DateRelation.SLIP)
ONE_NUMBER = (NumberRelation.SAME, NumberRelation.LOOKALIKE, NumberRelation.SUFFIX, NumberRelation.TAIL,
              NumberRelation.ELSEWHERE, NumberRelation.TYPO)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents of one kind, the earlier first, how alike they are, and the same as the inputs of a scorer."""

    kind: DocumentKind
    one: Document
    other: Document
    alike: Likeness
    row: Row


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair with the chance, 0..1, that it is one document."""

    pair: Pair
    chance: float


@dataclass(frozen=True)
class Index:
    """The documents of one business, ready to be compared with each other and with documents to come."""

    books: Books

    @cached_property
    def blocks(self) -> Sequence[Blocks]:
        """Of the bills and of the invoices."""
        return [Blocks(shelf) for shelf in Shelf.both(self.books)]

    @cached_property
    def pairs(self) -> Sequence[Pair]:
        """Every pair of bills, and of invoices, that is worth scoring."""
        return [pair for blocks in self.blocks for pair in _compared(blocks.shelf, blocks.pairs())]

    def pairs_with(self, document: Document) -> list[Pair]:
        """The pairs of one document, which need not be in the books: one that is there under its id is not compared."""
        found: list[Pair] = []
        for blocks in self.blocks:
            if blocks.shelf.holds(document):
                entry = blocks.shelf.desk.entry(document)
                both = (_in_order(entry, other) for other in blocks.beside(entry))
                found.extend(_compared(blocks.shelf, both))
        return found


def index(books: Books) -> Index:
    """The index of these books, made once: it is kept with them, as their own look-ups are."""
    kept = vars(books)
    if KEPT_AS not in kept:
        kept[KEPT_AS] = Index(books)
    found: Index = kept[KEPT_AS]
    return found


def judged(found: Sequence[Pair], score_pairs: Scorer) -> list[Judged]:
    """The pairs with their chances, asked for all at once."""
    chances = score_pairs([pair.row for pair in found]) if found else ()
    return [Judged(pair, min(float(chance), MOST_CERTAIN)) for pair, chance in zip(found, chances, strict=True)]


def _compared(shelf: Shelf, both: Iterable[tuple[Entry, Entry]]) -> Iterator[Pair]:
    for one, other in both:
        if _is_worth_it(shelf, one, other):
            alike = likeness.of(shelf, one, other)
            yield Pair(shelf.kind, one.document, other.document, alike, pair_features.row(shelf.kind, alike))


def _is_worth_it(shelf: Shelf, one: Entry, other: Entry) -> bool:
    """Whether amount, number, day, order and goods together leave any chance."""
    amount = amounts.relation(one, other)
    apart = abs(one.day - other.day)
    if amount is AmountRelation.EQUAL and (apart <= days.NEAR or days.relation(one, other) in SLIPS):
        return True
    if amount is AmountRelation.DIFFERENT:
        is_written_alike = not one.number.is_missing and one.number.loose == other.number.loose
        return is_written_alike and apart <= days.WEEKS and _share_more(one, other)
    is_one_number = likeness.number(one, other) in ONE_NUMBER
    if amount is AmountRelation.EQUAL:
        if apart <= days.WEEKS or is_one_number or shelf.is_for_one_period(one, other):
            return True
        return orders.relation(one, other) in ONE_ORDER
    return is_one_number or (apart <= days.WEEKS and _share_more(one, other))


def _share_more(one: Entry, other: Entry) -> bool:
    if orders.relation(one, other) in ONE_ORDER:
        return True
    return goods.relation(one, other) in (Goods.SAME_MANY, Goods.OVERLAP, Goods.OTHER_PRICES)


def _in_order(one: Entry, other: Entry) -> tuple[Entry, Entry]:
    first, second = sorted((one, other), key=lambda entry: (entry.day, entry.document.id))
    return first, second
