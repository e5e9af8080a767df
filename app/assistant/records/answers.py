"""What goes back: sentences, the figures behind them, or a question in return."""

from dataclasses import dataclass
from uuid import UUID

from app.assistant.records.asked import Days, Language, Topic
from app.assistant.records.figures import Figures
from app.values.errors import Unavailable


class AnswerUnavailable(Unavailable):
    """No worker has computed the figures in time."""

    code = "answer_unavailable"
    message = "Your question is still being worked out. Please ask again in a moment."


@dataclass(frozen=True, slots=True)
class Choice:
    """A business that the question could be about."""

    business_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Told:
    """What the books tell on one topic before it is put into words.

    `name` is the party it is about. Without figures the question fits each of `candidates`. `unknown` was named, and
    the books do not know it.
    """

    topic: Topic
    name: str | None = None
    candidates: tuple[str, ...] = ()
    unknown: str | None = None
    figures: Figures | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What is told on each topic, and the days of which the books hold entries."""

    told: tuple[Told, ...] = ()
    span: Days | None = None


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
