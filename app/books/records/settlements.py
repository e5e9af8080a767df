"""What was taken off a document, and so what is still owed on it: the one place where that is decided.

The app keeps `paid_amount` beside the payments, and either may be behind the other, so the larger counts. A note that
names the document is taken off as well: on an invoice a credit note (CGST Act 2017, section 34(1)), on a bill a note
of either kind, since both tell of a return or a lower price. A document called paid owes nothing though less came in:
tax deducted at source, a discount agreed. Notes themselves, drafts and cancelled documents owe nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.books.records.documents import Document, DocumentKind, DocumentStatus
from app.books.records.movements import Direction, Payment

ZERO = Decimal(0)

PAID_BY: Mapping[DocumentKind, Direction] = {
    DocumentKind.SALES_INVOICE: Direction.IN,
    DocumentKind.SUPPLIER_BILL: Direction.OUT,
}
"""Which way the money moves that settles a document; money the other way is a refund and settles nothing."""

LOWERED_BY: Mapping[DocumentKind, frozenset[DocumentKind]] = {
    DocumentKind.SALES_INVOICE: frozenset({DocumentKind.CREDIT_NOTE}),
    DocumentKind.SUPPLIER_BILL: frozenset({DocumentKind.CREDIT_NOTE, DocumentKind.DEBIT_NOTE}),
}
"""Which notes lower a document that they name."""

Dated = tuple[date, Decimal]


@dataclass(frozen=True, slots=True)
class Settlement:
    """What was taken off one document: payments and notes by date, what no row dates, and what is no longer expected.

    `undated` is what the document counts as paid beyond the payments that name it, `let_off` what is short on a
    document that its owner calls paid. `owed` is the rest, never negative.
    """

    payments: tuple[Dated, ...]
    notes: tuple[Dated, ...]
    undated: Decimal
    let_off: Decimal
    owed: Decimal


def settled_by(document: Document, payment: Payment) -> bool:
    """Whether `payment`, which names `document`, moved the way that settles it."""
    return payment.direction is PAID_BY.get(document.kind)


def settlement(document: Document, payments: Iterable[Payment], notes: Iterable[Document]) -> Settlement:
    """What `payments` and `notes`, all of which name `document`, have taken off it."""
    paid = tuple((one.paid_on, one.amount) for one in payments if settled_by(document, one))
    lowered = tuple(
        (one.issued_on, one.total) for one in notes if one.counts and one.kind in LOWERED_BY.get(document.kind, ())
    )
    undated = max(document.paid - _sum(paid), ZERO)
    short = max(document.total - _sum(paid) - _sum(lowered) - undated, ZERO)
    if document.is_note or not document.counts:
        return Settlement(paid, lowered, undated, let_off=ZERO, owed=ZERO)
    if document.status is DocumentStatus.PAID:
        return Settlement(paid, lowered, undated, let_off=short, owed=ZERO)
    return Settlement(paid, lowered, undated, let_off=ZERO, owed=short)


def _sum(rows: Iterable[Dated]) -> Decimal:
    return sum((amount for _, amount in rows), ZERO)
