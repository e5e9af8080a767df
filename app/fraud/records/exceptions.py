"""Parties that their owner has called always fine."""

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


class PartyUnknown(errors.NotFound):
    """The business has no such party."""

    code = "party_not_found"
    message = "We could not find this customer, supplier or employee in your books."
