"""Books in parts that have nothing to do with each other, so that what has not changed need not be scanned again.

A part is a circle of traders (every record that may be one firm, bought from and sold to alike) with all their
documents and payments, together with the traders to whom something ties them: a payment or a note that names another
trader's document, the same number and amount, the same bank reference. Duplicates and payments are judged within a
part, with `Customs` for what a rule must know of the whole; so the findings of all parts are the findings of the books.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import chain
from uuid import UUID

from app.books.records import Books, Document, Party, Payment
from app.fraud.rules import identity
from app.fraud.rules.customs import Customs
from app.fraud.rules.duplicates import candidates
from app.fraud.rules.duplicates.kin import Kin
from app.fraud.rules.payments import ties

NOBODY = UUID(int=0)
"""Documents and payments that name no known party make one part."""

DIGEST_BYTES = 16


@dataclass(frozen=True)
class Part:
    """Some traders with everything that belongs to them, and what their books need to know of the whole."""

    books: Books
    customs: Customs

    @cached_property
    def digest(self) -> str:
        """32 hexadecimal digits over the content of all rows, whatever their order; a changed row gives others."""
        rows = chain(self.books.parties, self.books.documents, self.books.payments)
        found = blake2b(repr((self.customs, self.books.business)).encode(), digest_size=DIGEST_BYTES)
        for row in sorted(map(repr, rows)):
            found.update(row.encode(errors="surrogatepass"))
        return found.hexdigest()


def split(books: Books) -> list[Part]:
    """The parts of the books; every party, document and payment is in one of them. Linear but for sorting."""
    homes = _Homes(books)
    parties: dict[UUID, list[Party]] = defaultdict(list)
    documents: dict[UUID, list[Document]] = defaultdict(list)
    payments: dict[UUID, list[Payment]] = defaultdict(list)
    for party in books.parties:
        parties[homes.part(homes.of_party(party.id))].append(party)
    for document in books.documents:
        documents[homes.part(homes.of_document(document))].append(document)
    for payment in books.payments:
        payments[homes.part(homes.of_payment(payment))].append(payment)
    customs = Customs.of(books)
    return [
        Part(Books(books.business, books.revision, parties[one], documents[one], payments[one]), customs)
        for one in sorted({*parties, *documents, *payments})
    ]


class _Homes:
    """Where each row belongs: at first the circle of its party, then whatever circles something ties together."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._circles: Mapping[UUID, UUID] = identity.circles(books.parties)
        self._groups = identity.Groups()
        for one, other in self._tied():
            if one != other:
                self._groups.join(one, other)

    def part(self, home: UUID) -> UUID:
        """The id that stands for the part that holds a home."""
        return self._groups.of(home)

    def of_party(self, party_id: UUID | None) -> UUID:
        """The home of whatever names this party."""
        return self._circles.get(party_id, NOBODY) if party_id else NOBODY

    def of_document(self, document: Document) -> UUID:
        """The home of a document."""
        return self.of_party(document.party_id)

    def of_payment(self, payment: Payment) -> UUID:
        """The home of a payment: its party's, else that of the document that it names."""
        home = self.of_party(payment.party_id)
        return self._named(payment.document_id, home) if home == NOBODY else home

    def _named(self, document_id: UUID | None, otherwise: UUID) -> UUID:
        document = self._books.document_by_id.get(document_id) if document_id else None
        return self.of_document(document) if document else otherwise

    def _tied(self) -> Iterator[tuple[UUID, UUID]]:
        """Homes that belong together."""
        yield from (
            (self.of_party(one), self.of_party(other)) for one, other in Kin.of(self._books.parties).circle.items()
        )
        for payment in self._books.payments:
            home = self.of_payment(payment)
            yield home, self._named(payment.document_id, home)
        for document in self._books.documents:
            if document.related_document_id:
                home = self.of_document(document)
                yield home, self._named(document.related_document_id, home)
        yield from _sharing(
            ((document.kind, *key), self.of_document(document))
            for document in self._books.documents
            for key in candidates.anywhere(document)
        )
        yield from _sharing(
            (key, self.of_payment(payment)) for payment in self._books.payments for key in ties.anywhere(payment)
        )


def _sharing(keyed: Iterable[tuple[ties.Key, UUID]]) -> Iterator[tuple[UUID, UUID]]:
    """Each home with the first one that had the same key."""
    first: dict[ties.Key, UUID] = {}
    for key, home in keyed:
        yield first.setdefault(key, home), home
