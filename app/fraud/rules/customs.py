"""How a business keeps its books, as far as a rule about one trader must know it: told by the books as a whole.

Rules about one trader's documents and payments may run on a part of the books (`parts`); whatever they need to know of
the rest stands here, as plain claims that one more row hardly ever changes.
"""

from dataclasses import dataclass

from app.books.records import Books

LINKED_SHARE = 0.8
LINKED_LEAST = 20
"""A habit of linking payments to documents needs this many payments, and this share of them linked."""


@dataclass(frozen=True, slots=True)
class Customs:
    """links_payments : nearly every payment names the document that it settles."""

    links_payments: bool

    @classmethod
    def of(cls, books: Books) -> "Customs":
        """The customs of the business whose whole books these are."""
        payments = [one for one in books.payments if not one.notes]
        linked = sum(1 for one in payments if one.document_id)
        return cls(links_payments=linked >= LINKED_LEAST and linked >= LINKED_SHARE * len(payments))
