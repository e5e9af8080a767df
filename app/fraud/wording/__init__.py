"""Every sentence about an alert that a shopkeeper reads: what, how much, why it looks wrong, what to check.

`explain` gives the message, `evidence` the map that the phone shows key by key. Plain words only, amounts in rupees;
the ids under `documents`, `payments` and `parties` are there for the app, which turns them into links.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.books.records import Books
from app.fraud.records import RULES_VERSION, Finding
from app.fraud.wording import duplicates, patterns, payments, phrases
from app.values import money


def explain(books: Books, finding: Finding) -> str:
    """One to three sentences about `finding`."""
    if finding.rule in duplicates.RULES:
        return duplicates.explain(books, finding)
    if finding.rule in payments.SENTENCES:
        return payments.explain(books, finding)
    return patterns.explain(books, finding)


def evidence(books: Books, finding: Finding, *, version: str = RULES_VERSION) -> Mapping[str, Any]:
    """What `finding` rests on, in words, and the ids of everything it names. version : who judged it."""
    shown = {
        "same": ", ".join(duplicates.AGREE[sign] for sign in finding.agree),
        "different": ", ".join(duplicates.DIFFER[sign] for sign in finding.differ),
        "invoices_and_bills": [phrases.described(books, one) for one in finding.documents[: phrases.MOST_SHOWN]],
        "money_paid": [phrases.paid(books, one) for one in finding.payments[: phrases.MOST_SHOWN]],
        "who": ", ".join(books.party_name(one) for one in finding.parties),
        "expected": money.spoken(finding.expected) if finding.expected is not None else "",
        "found": money.spoken(finding.actual) if finding.actual is not None else "",
        "law": finding.detail if finding.rule in patterns.LEGAL else "",
        "amount_in_question": money.spoken(finding.amount_at_risk),
        "what_to_check": _advice(finding),
    }
    figures = {
        "fields_that_agree": [one.value for one in finding.agree],
        "fields_that_differ": [one.value for one in finding.differ],
        "expected_amount": _number(finding.expected),
        "actual_amount": _number(finding.actual),
    }
    told: dict[str, Any] = {key: value for key, value in shown.items() if value}
    told |= {key: value for key, value in figures.items() if value not in (None, [])}
    return told | {
        "amount_at_risk": _number(finding.amount_at_risk),
        "documents": [str(one) for one in finding.documents],
        "payments": [str(one) for one in finding.payments],
        "parties": [str(one) for one in finding.parties],
        "rule": finding.rule.value,
        "rules_version": RULES_VERSION,
        "model_version": version,
    }


def _number(amount: Decimal | None) -> float | None:
    return None if amount is None else float(money.rounded(amount))


def _advice(finding: Finding) -> str:
    if finding.rule in duplicates.RULES:
        return duplicates.ADVICE[finding.type]
    return payments.ADVICE.get(finding.rule) or patterns.ADVICE[finding.rule]
