"""What is asked: about what, whom and which days."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.values.errors import Invalid

LONGEST_PROMPT = 10_000
"""Characters; a longer question is refused, never cut in silence."""


class Topic(StrEnum):
    """What can be answered, and the two answers that are none."""

    RECEIVABLES = "receivables"
    PAYABLES = "payables"
    OVERDUE = "overdue"
    OVERDUE_BILLS = "overdue_bills"
    CASH_FLOW = "cash_flow"
    GST_DUE = "gst_due"
    SALES = "sales"
    EXPENSES = "expenses"
    ALERTS = "alerts"
    UNKNOWN = "unknown"
    WHICH_BUSINESS = "which_business"


BY_PERIOD = frozenset({Topic.CASH_FLOW, Topic.GST_DUE, Topic.SALES, Topic.EXPENSES})
"""Topics that are about some days; the others are about what stands open today."""


class Language(StrEnum):
    """In which words the question came, and so the answer goes."""

    ENGLISH = "en"
    HINGLISH = "hi-Latn"
    HINDI = "hi"


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days, both ends included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Asked:
    """One topic as it is to be computed; of one party when `party_id` is given."""

    topic: Topic
    days: Days
    party_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What was understood: the topics in the order in which they were asked, none when nothing was recognised.

    `days` is None when no period was named, or one that cannot be told (`is_period_unread`). `strangers` are runs of
    words that belong to no topic, `names` those of them that stand where a party's name would stand.
    """

    topics: tuple[Topic, ...]
    language: Language
    days: Days | None = None
    is_period_unread: bool = False
    words: tuple[str, ...] = ()
    strangers: tuple[tuple[str, ...], ...] = ()
    names: tuple[str, ...] = ()


class PromptTooLong(Invalid):
    """The question is longer than we read."""

    code = "prompt_too_long"
    message = f"Please keep your question under {LONGEST_PROMPT:,} characters."
