"""What goes back: sentences, the figures behind them, or a question in return."""

from dataclasses import dataclass
from uuid import UUID

from app.assistant.records.asked import Language, Topic
from app.assistant.records.figures import Figures


@dataclass(frozen=True, slots=True)
class Choice:
    """A business that the question could be about."""

    business_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one topic in words, and the exact figures behind it; none where the answer is a question back."""

    topic: Topic
    text: str
    figures: Figures | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: the text of all findings, and what they stand on."""

    text: str
    topic: Topic
    language: Language
    business_id: UUID | None = None
    findings: tuple[Finding, ...] = ()
    choices: tuple[Choice, ...] = ()
    suggestions: tuple[str, ...] = ()
