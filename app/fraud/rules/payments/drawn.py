"""A finding about one document and some of its payments, drawn up in one place."""

from collections.abc import Sequence
from decimal import Decimal

from app.books.records import Document, Payment
from app.fraud.records import AlertType, Finding, Rule

HIGHEST, LOWEST = 0.97, 0.05
"""A note may be missing for a good reason, so nothing is certain."""


def finding(
    rule: Rule,
    chance: float,
    *,
    amount_at_risk: Decimal,
    payments: Sequence[Payment] = (),
    documents: Sequence[Document] = (),
    expected: Decimal | None = None,
    actual: Decimal | None = None,
) -> Finding:
    """It names the parties of the payments and documents, and the day of the last payment, else of the document."""
    parties = {*(one.party_id for one in payments), *(one.party_id for one in documents)}
    days = [one.paid_on for one in payments] or [one.issued_on for one in documents]
    return Finding(
        type=AlertType.PAYMENT_MISMATCH,
        rule=rule,
        probability=min(HIGHEST, max(LOWEST, round(chance, 4))),
        amount_at_risk=amount_at_risk,
        documents=tuple(dict.fromkeys(one.id for one in documents)),
        payments=tuple(dict.fromkeys(one.id for one in payments)),
        parties=tuple(sorted(one for one in parties if one)),
        expected=expected,
        actual=actual,
        on=max(days, default=None),
    )
