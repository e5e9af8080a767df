"""What a shopkeeper is shown and what they answer: alerts, pages of them, and what stays of an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from app.fraud.records.findings import RULES_VERSION, AlertType, Finding
from app.values import errors


class AlertStatus(StrEnum):
    """Where an alert stands: unanswered, answered, or gone because the books were put right."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    NOT_SURE = "not_sure"
    RESOLVED = "resolved"


class Answer(StrEnum):
    """What the owner says about an alert."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    NOT_SURE = "not_sure"


class Order(StrEnum):
    """What comes first in a list of alerts: most to lose on average, most certain, most rupees, newest."""

    EXPECTED_LOSS = "expected_loss"
    CONFIDENCE = "confidence"
    AMOUNT = "amount"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Said:
    """Who said something when, and why if they gave a reason."""

    by: UUID | None
    at: datetime
    reason: str | None


@dataclass(frozen=True, slots=True)
class PreviousAnswer:
    """What was said of an alert before its evidence changed and it was opened again."""

    answer: Answer
    reason: str | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert as it is kept and shown. `evidence` is shown on the phone key by key and holds every id it names.

    `score` is what the rule said before `confidence` was made of it. `facts` holds a digest of each fact it rests on,
    by the id of what holds the fact. `is_audit` marks one that is too uncertain to be shown, but was drawn to be asked
    about; `show_probability` is the chance, in 0..1, that it was put before the owner. `folded_into` is the alert that
    speaks for it. `is_always` says that it was dismissed because its party is always fine.
    """

    id: UUID
    business_id: UUID
    type: AlertType
    message: str
    confidence: float
    evidence: Mapping[str, Any]
    detected_at: datetime
    fingerprint: str
    amount_at_risk: Decimal = Decimal(0)
    rule: str = ""
    score: float = 0.0
    features: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    status: AlertStatus = AlertStatus.OPEN
    reason: str | None = None
    answered_at: datetime | None = None
    rules_version: str = RULES_VERSION
    is_audit: bool = False
    show_probability: float = 1.0
    folded_into: UUID | None = None
    previous_answer: PreviousAnswer | None = None
    is_always: bool = False

    @property
    def expected_loss(self) -> float:
        """Rupees that are lost on average: the chance times the amount."""
        return self.confidence * float(self.amount_at_risk)

    @property
    def entries(self) -> tuple[UUID, ...]:
        """The documents and payments it names."""
        return tuple(UUID(one) for key in ("documents", "payments") for one in self.evidence.get(key, ()))


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a stored alert when the books are looked through again.

    `ground` and `named` are as in `Finding`; `facts` is None where they were not kept yet.
    """

    id: UUID
    ground: str
    named: frozenset[UUID]
    fingerprint: str
    detected_at: datetime
    status: AlertStatus
    facts: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Filters:
    """Which stored alerts are wanted, in which order; `None` means all. `page` counts from 1.

    is_audit : only the ones drawn to be asked about, or none of them; by default those that are alerts at all
    """

    status: AlertStatus | None = None
    type: AlertType | None = None
    min_confidence: float = 0.0
    is_audit: bool | None = None
    order: Order = Order.EXPECTED_LOSS
    page: int = 1
    page_size: int = 20


@dataclass(frozen=True, slots=True)
class AlertPage:
    """One page of alerts, and how many there are in all."""

    alerts: Sequence[Alert]
    total: int
    page: int
    page_size: int


class AlertNotFound(errors.NotFound):
    """There is no such alert, or it belongs to another business."""

    code = "alert_not_found"
    message = "We could not find this alert."


class AlwaysNeedsDismissal(errors.Invalid):
    """A party was called always fine with an answer that is no dismissal, or for an alert that names nobody."""

    code = "always_needs_dismissal"
    message = "Only an alert that you dismiss, and that names somebody, can be always fine from now on."


def alert_id(business_id: UUID, finding: Finding) -> UUID:
    """The id with which an alert about `finding` is born: from the business, the ground and what it names."""
    return born_id(business_id, finding.fingerprint)


def born_id(business_id: UUID, fingerprint: str) -> UUID:
    """The id that belongs to a fingerprint in a business."""
    return uuid5(NAMESPACE_URL, f"fraud:{business_id}:{fingerprint}")
