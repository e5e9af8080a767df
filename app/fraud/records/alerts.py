"""What a shopkeeper is shown and what they answer: alerts, pages of them, and whole analyses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
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


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert as it is kept and shown. `evidence` is shown on the phone key by key and holds every id it names.

    `weight` is the money in question as a share of what the business turns over in a month, in 0..1.
    """

    id: UUID
    business_id: UUID
    type: AlertType
    message: str
    confidence: float
    evidence: Mapping[str, Any]
    detected_at: datetime
    fingerprint: str
    weight: float = 0.0
    status: AlertStatus = AlertStatus.OPEN
    reason: str | None = None
    answered_at: datetime | None = None
    rules_version: str = RULES_VERSION


@dataclass(frozen=True, slots=True)
class FraudAnalysis:
    """Everything that one look at a business's books brought to light.

    `metadata` says what was looked at, by which version, at which revision of the books, and whether it is stale.
    """

    business_id: UUID
    alerts: Sequence[Alert]
    risk_score: float
    metadata: Mapping[str, Any]
    analyzed_at: datetime

    @property
    def revision(self) -> int:
        """The revision of the books that were looked through."""
        return int(self.metadata["book_revision"])


@dataclass(frozen=True, slots=True)
class Filters:
    """Which stored alerts are wanted; `None` means all. `page` counts from 1."""

    status: AlertStatus | None = None
    type: AlertType | None = None
    min_confidence: float = 0.0
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


class AnalysisUnavailable(errors.Unavailable):
    """The books could not be looked through in time, and there is no earlier result to show."""

    code = "fraud_analysis_unavailable"
    message = "We are still looking through your books. Please try again in a moment."


def alert_id(business_id: UUID, finding: Finding) -> UUID:
    """The id that the same finding always gets: from the business, the type and what the finding names."""
    return uuid5(NAMESPACE_URL, f"fraud:{business_id}:{finding.fingerprint}")
