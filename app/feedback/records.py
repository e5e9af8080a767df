"""The nouns of feedback."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody thought of one answer: `entity_id` names the alert, insight, check or invoice."""

    id: UUID
    feedback_type: str
    entity_id: str
    helpful: bool
    comment: str | None
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Tally:
    """How much feedback of one kind was given, and how much of it says that the answer helped."""

    kind: str
    given: int
    helpful: int
