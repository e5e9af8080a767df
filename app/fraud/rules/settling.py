"""Which payments settle a document, and what they come to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from app.books.records import PAID_BY, Books, Document, Payment

ZERO = Decimal(0)

Named = tuple[Payment, Document]
"""A payment with the document that it names."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A document with the payments that settle it, by date; `returned` went back on it, `paid` stayed, in rupees."""

    document: Document
    payments: Sequence[Payment]
    returned: Decimal
    paid: Decimal


def settles(payment: Payment, document: Document) -> bool:
    """Whether such a payment settles a document of this kind: receipts invoices, money paid out bills."""
    return PAID_BY.get(document.kind) is payment.direction


def by_document(books: Books, settling: Iterable[Named], astray: Iterable[Named]) -> Mapping[UUID, Settled]:
    """The documents that payments settle, by date; drafts, cancelled ones and those over nothing left out.

    settling, astray : payments on documents that they settle, and those that went the other way, by date
    """
    paid: dict[UUID, list[Payment]] = defaultdict(list)
    returned: dict[UUID, Decimal] = defaultdict(Decimal)
    for payment, document in settling:
        paid[document.id].append(payment)
    for payment, document in astray:
        returned[document.id] += payment.amount
    held = (one for one in books.documents_by_date if one.id in paid)
    return {
        one.id: _settled(one, paid[one.id], returned.get(one.id, ZERO)) for one in held if one.counts and one.total > 0
    }


def _settled(document: Document, payments: Sequence[Payment], returned: Decimal) -> Settled:
    paid = payments[0].amount if len(payments) == 1 else sum((one.amount for one in payments), ZERO)
    return Settled(document, payments, returned, paid - returned if returned else paid)
