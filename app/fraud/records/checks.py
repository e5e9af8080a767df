"""The check of one draft before it is saved: what is asked, and what is answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.fraud.records.alerts import Alert
from app.values import errors


class Verdict(StrEnum):
    """What the app should do with the draft: save it, point to the alerts, or ask before saving."""

    CLEAR = "clear"
    LOOK = "look"
    ASK_FIRST = "ask_first"


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """What speaks against saving a draft. `took_ms` is the time from the request's reaching the service, in ms."""

    business_id: UUID
    verdict: Verdict
    alerts: Sequence[Alert]
    metadata: Mapping[str, Any]
    took_ms: float


@dataclass(frozen=True, slots=True)
class Question:
    """A draft with the fields of the app's tables `invoices` or `payments`, as the app is about to save it."""

    table: str
    fields: Mapping[str, Any]


class UnreadableDraft(errors.Invalid):
    """A draft that cannot be saved as it is; `errors` says which field and why, the message the first of them."""

    code = "unreadable_draft"
    message = "This entry cannot be checked as it is."

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__(next(iter(wrong.values()), None), errors={name: [why] for name, why in wrong.items()})
