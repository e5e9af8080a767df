"""The finding about some cash of one firm."""

from collections.abc import Sequence

from app.books.records import Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns import evidence
from app.fraud.rules.patterns.cash.limits import Limit


def about_cash(rule: Rule, payments: Sequence[Payment], limit: Limit, chance: float) -> Finding:
    """The finding, with the limit that it is about and the law in its detail."""
    in_order = sorted(payments, key=lambda one: (one.paid_on, one.id))
    return evidence.about_payments(rule, in_order, chance, expected=limit.rupees, detail=limit.law)
