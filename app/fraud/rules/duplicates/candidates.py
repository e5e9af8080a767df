"""Which pairs of documents are worth a closer look: blocking, in one pass, so that the work grows with the books.

Every document leaves several keys (same firm and amount, same firm and number, same number and amount anywhere, same
order number, same day and month in either order); documents that share a key meet, each with its next few neighbours
by date only. A thousand documents of one amount therefore make some thousand pairs, never half a million.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import floor
from uuid import UUID

from app.books.records import Books, Document, DocumentKind, Party
from app.fraud.rules.duplicates import numbers

NEIGHBOURS = 6
"""How many documents of one block each document meets, the nearest by date first."""

Key = tuple[object, ...]


@dataclass(frozen=True)
class Shelf:
    """The documents of one kind with what is looked up while pairs are judged."""

    books: Books
    kind: DocumentKind
    firm_by_party: Mapping[UUID, UUID]

    @cached_property
    def documents(self) -> Sequence[Document]:
        """Those that stand in the books, by date."""
        kept = (one for one in self.books.documents if one.kind is self.kind and one.counts and one.total > 0)
        return sorted(kept, key=lambda one: (one.issued_on, one.id))

    @cached_property
    def times_billed(self) -> Mapping[Key, int]:
        """How often each firm has been billed each amount, to the rupee."""
        return Counter((self.firm(one), round(one.total)) for one in self.documents)

    @cached_property
    def times_numbered(self) -> Mapping[Key, int]:
        """How often each firm used each number, however it was written; documents without a number stand alone."""
        return Counter(map(self.numbered, self.documents))

    def numbered(self, document: Document) -> Key:
        """What `times_numbered` counts a document under."""
        number = numbers.key(document.number)
        return self.firm(document), document.id if number.is_missing else number.loose

    @cached_property
    def noted_documents(self) -> frozenset[UUID]:
        """The documents for which a credit or debit note was written, by link, by number or by firm and amount."""
        return frozenset(_noted(self))

    def firm(self, document: Document) -> UUID | None:
        """The id that stands for the firm of `document`."""
        return self.firm_by_party.get(document.party_id) if document.party_id else None

    def party(self, document: Document) -> Party | None:
        """The party record that `document` names."""
        return self.books.party_by_id.get(document.party_id) if document.party_id else None


def pairs(shelf: Shelf) -> Iterator[tuple[Document, Document]]:
    """Pairs that share a key, each once, the earlier document first."""
    blocks: dict[Key, list[Document]] = defaultdict(list)
    for document in shelf.documents:
        for key in _keys(shelf, document):
            blocks[key].append(document)
    seen: set[tuple[UUID, UUID]] = set()
    for block in blocks.values():
        for place, one in enumerate(block):
            for other in block[place + 1 : place + 1 + NEIGHBOURS]:
                if one.id != other.id and (one.id, other.id) not in seen:
                    seen.add((one.id, other.id))
                    yield one, other


def anywhere(document: Document) -> Iterator[Key]:
    """The keys that name no firm, so that documents of two firms may meet: whoever shares one is scanned together.

    Every key without a firm belongs here, or a scan of a part of the books (`parts`) would miss pairs.
    """
    number = numbers.key(document.number)
    if not number.is_missing:
        for amount in _amounts(document):
            yield "anywhere", number.loose, amount


def _keys(shelf: Shelf, document: Document) -> Iterator[Key]:
    number, firm = numbers.key(document.number), shelf.firm(document)
    day, month = sorted((document.issued_on.day, document.issued_on.month))
    for amount in _amounts(document):
        yield "amount", firm, amount
        yield "day", firm, amount, document.issued_on.year, day, month
    yield from anywhere(document)
    if not number.is_missing:
        yield "number", firm, number.loose
    if document.reference:
        yield "reference", firm, document.reference.strip().upper()


def _amounts(document: Document) -> set[int]:
    return {rupee for amount in (document.total, document.subtotal) for rupee in _rupees(amount)}


def _rupees(amount: Decimal) -> tuple[int, int]:
    """Two keys, one of which any amount within a rupee shares."""
    return floor(amount), floor(amount) + 1


def _noted(shelf: Shelf) -> Iterator[UUID]:
    notes = [one for one in shelf.books.documents if one.is_note and one.counts]
    numbered = {(shelf.firm(note), numbers.key(note.reference).loose) for note in notes if note.reference}
    amounts: dict[Key, list[Document]] = defaultdict(list)
    for note in notes:
        if note.related_document_id:
            yield note.related_document_id
        amounts[shelf.firm(note), round(note.total)].append(note)
    for document in shelf.documents:
        firm = shelf.firm(document)
        loose = numbers.key(document.number)
        matching = amounts.get((firm, round(document.total)), ())
        near = any(0 <= (note.issued_on - document.issued_on).days <= 120 for note in matching)
        if near or (not loose.is_missing and (firm, loose.loose) in numbered):
            yield document.id
