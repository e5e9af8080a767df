"""Parties that their owner has called always fine, and what the answers of owners say about a rule."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.fraud.records.findings import AlertType
from app.values import errors


@dataclass(frozen=True, slots=True)
class PartyException:
    """A party about which no alert is wanted: of one type, of one rule, or none at all (`None`)."""

    id: UUID
    business_id: UUID
    party_id: UUID
    type: AlertType | None
    rule: str | None
    reason: str | None
    created_by: UUID | None
    created_at: datetime
    party_name: str = ""


@dataclass(frozen=True, slots=True)
class RuleAnswers:
    """How owners answered alerts of one rule: `answers` in all, `right_share` in 0..1 of them confirmed.

    In the share an answer counts by the inverse of the chance that the alert was shown.
    """

    answers: int
    right_share: float


@dataclass(frozen=True, slots=True)
class AnsweredFinding:
    """An answered alert as training wants it: `is_true` when confirmed, `weight` one by its chance to be shown."""

    alert_id: UUID
    business_id: UUID
    type: AlertType
    rule: str
    score: float
    is_true: bool
    weight: float
    at: datetime


class PartyUnknown(errors.NotFound):
    """The business has no such party."""

    code = "party_not_found"
    message = "We could not find this customer, supplier or employee in your books."
