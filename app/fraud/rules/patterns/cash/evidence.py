"""The finding about some cash of one firm."""

from collections.abc import Sequence

from app.books.records import Payment
from app.fraud.records import AlertType, Finding, Rule
from app.fraud.rules.patterns.cash import persons
from app.fraud.rules.patterns.cash.limits import Limit


def about_cash(rule: Rule, payments: Sequence[Payment], limit: Limit, chance: float) -> Finding:
    """The finding, with the limit that it is about and the law in its detail."""
    in_order = sorted(payments, key=lambda one: (one.paid_on, one.id))
    total = persons.total(in_order)
    return Finding(
        type=AlertType.SUSPICIOUS_PATTERN,
        rule=rule,
        probability=chance,
        amount_at_risk=total,
        documents=tuple(sorted({one.document_id for one in in_order if one.document_id})),
        payments=tuple(one.id for one in in_order),
        parties=tuple(sorted({one.party_id for one in in_order if one.party_id})),
        expected=limit.rupees,
        actual=total,
        on=in_order[0].paid_on,
        detail=limit.law,
    )
