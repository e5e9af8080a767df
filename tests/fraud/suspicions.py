"""Short ways to write findings and alerts, of which only what a test is about matters."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.fraud.records import Alert, AlertStatus, AlertType, Finding, Kept, Rule
from app.fraud.rules import grounds
from tests.fraud.shop import BUSINESS, DAY, bill, books, identifier, moment

BILLS = {name: bill(name, "1000", key=name) for name in "ABCDEFGHIJ"}
HELD = books(documents=list(BILLS.values()))


def finding(names: str, probability: float = 0.9, amount: str = "1000", **known: Any) -> Finding:
    """A finding about the bills called by the letters of `names`."""
    facts: dict[str, Any] = {
        "type": AlertType.DUPLICATE_SUPPLIER_BILL,
        "rule": Rule.DUPLICATE,
        "documents": tuple(BILLS[name].id for name in names),
    }
    return Finding(probability=probability, amount_at_risk=Decimal(amount), **(facts | known))


def pattern(names: str, rule: Rule = Rule.ROUND_AMOUNTS, **known: Any) -> Finding:
    """A pattern in the bills called by the letters of `names`."""
    return finding(names, type=AlertType.SUSPICIOUS_PATTERN, rule=rule, **known)


def kept(about: Finding, name: str = "kept", **known: Any) -> Kept:
    """What is stored of an alert about a finding; the shop has no payments, so nothing is known of them."""
    facts: dict[str, Any] = {
        "id": identifier(f"alert {name}"),
        "detected_at": moment(DAY),
        "status": AlertStatus.OPEN,
        "facts": None if about.payments else grounds.facts(HELD, about),
    }
    return Kept(ground=about.ground, named=about.named, fingerprint=f"{name}'s", **(facts | known))


def alert(names: str, confidence: float = 0.9, amount: str = "1000", **known: Any) -> Alert:
    """An alert on the bills called by the letters of `names`."""
    entries = [str(BILLS[name].id) for name in names]
    facts: dict[str, Any] = {
        "id": identifier(f"{names}/{confidence}/{amount}/{known.get('type')}"),
        "type": AlertType.DUPLICATE_SUPPLIER_BILL,
        "evidence": {"documents": entries, "payments": [], "parties": []},
    }
    return Alert(
        business_id=BUSINESS.id,
        message="",
        confidence=confidence,
        detected_at=moment(DAY),
        fingerprint="",
        amount_at_risk=Decimal(amount),
        **(facts | known),
    )


def folded(alerts: Sequence[Alert], into: dict[UUID, UUID]) -> list[Alert]:
    """The alerts with the ones that others speak for marked as such."""
    return [replace(one, folded_into=into.get(one.id)) for one in alerts]
