"""The finding about some bills or payments: what they come to, whose they are, and the papers behind them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from uuid import UUID

from app.books.records import Books, Document, Payment
from app.fraud.records import AlertType, Finding, Rule

MOST_PARTIES = 3
"""A firm with more records than this is named by those that hold most: an alert about everybody is about nobody."""


def about_bills(
    books: Books,
    rule: Rule,
    bills: Sequence[Document],
    chance: float,
    *,
    expected: Decimal | None = None,
    detail: str | None = None,
) -> Finding:
    """The finding that some bills of one firm, and the payments for them, show a pattern."""
    payments = sorted({one.id for bill in bills for one in books.payments_by_document.get(bill.id, ())})
    total = sum((one.total for one in bills), Decimal(0))
    return Finding(
        type=AlertType.SUSPICIOUS_PATTERN,
        rule=rule,
        probability=round(chance, 3),
        amount_at_risk=total,
        documents=tuple(one.id for one in bills),
        payments=tuple(payments),
        parties=_who(one.party_id for one in bills),
        expected=expected,
        actual=total,
        on=min(one.issued_on for one in bills),
        detail=detail,
    )


def about_payments(
    rule: Rule,
    payments: Sequence[Payment],
    chance: float,
    *,
    parties: Sequence[UUID] | None = None,
    expected: Decimal | None = None,
    detail: str | None = None,
) -> Finding:
    """The finding that some payments, and the documents that they name, show a pattern.

    payments : by date; may be none where the parties themselves are what is odd
    parties : whom it is about; without them those who were paid
    """
    total = paid(payments)
    return Finding(
        type=AlertType.SUSPICIOUS_PATTERN,
        rule=rule,
        probability=round(chance, 3),
        amount_at_risk=total,
        documents=tuple(sorted({one.document_id for one in payments if one.document_id})),
        payments=tuple(one.id for one in payments),
        parties=_who(one.party_id for one in payments) if parties is None else tuple(parties),
        expected=expected,
        actual=total,
        on=payments[0].paid_on if payments else None,
        detail=detail,
    )


def paid(payments: Iterable[Payment]) -> Decimal:
    """What they come to, in rupees."""
    return sum((one.amount for one in payments), Decimal(0))


def _who(parties: Iterable[UUID | None]) -> tuple[UUID, ...]:
    """Those named most often, in one order."""
    counts = Counter(one for one in parties if one)
    return tuple(sorted(sorted(counts, key=lambda one: (-counts[one], one))[:MOST_PARTIES]))
