"""The small pieces that all sentences are made of: dates, documents, payments."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from app.books.records import Books, Direction, Document, DocumentKind
from app.values import money

MOST_SHOWN = 12
"""Lines of one list on a phone's screen; the ids are all there."""

ABBREVIATED: Mapping[str, str] = {"upi": "UPI", "neft": "NEFT", "rtgs": "RTGS", "imps": "IMPS"}
KINDS: Mapping[DocumentKind, str] = {
    DocumentKind.SALES_INVOICE: "invoice",
    DocumentKind.SUPPLIER_BILL: "bill",
    DocumentKind.CREDIT_NOTE: "credit note",
    DocumentKind.DEBIT_NOTE: "debit note",
}


def day(on: date | None) -> str:
    """A date as it is said: `7 Aug 2026`."""
    return f"{on.day} {on:%b %Y}" if on else "an unknown day"


def named(document: Document) -> str:
    """A document by kind and number: `bill SMP00404`."""
    return f"{KINDS[document.kind]} {document.number.strip() or 'without a number'}"


def described(books: Books, document_id: UUID) -> str:
    """A document with its party, day and amount."""
    document = books.document_by_id[document_id]
    who = books.party_name(document.party_id)
    return f"{named(document)}, {who}, {day(document.issued_on)}, {money.spoken(document.total)}"


def paid(books: Books, payment_id: UUID) -> str:
    """A payment with its direction, day, amount and way."""
    payment = books.payment_by_id[payment_id]
    verb = "received from" if payment.direction is Direction.IN else "paid to"
    way = ABBREVIATED.get(payment.mode, payment.mode.replace("_", " "))
    who = books.party_name(payment.party_id)
    return f"{money.spoken(payment.amount)} {verb} {who} on {day(payment.paid_on)} by {way}"


def joined(words: list[str]) -> str:
    """`a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
