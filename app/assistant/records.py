"""The nouns of a question and its answer: what is asked, about whom, for which days, and what the books say to it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
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
class Question:
    """What was understood: the topics in the order in which they were asked, none when nothing was recognised.

    `days` is None when no period was named. `strangers` are runs of words that belong to no topic, `names` those of
    them that stand where a party's name would stand.
    """

    topics: tuple[Topic, ...]
    language: Language
    days: Days | None = None
    words: tuple[str, ...] = ()
    strangers: tuple[tuple[str, ...], ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from: how many records of which kind, and the ids of the first of them."""

    kind: str
    count: int
    ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Balance:
    """What is open with one party."""

    party_id: UUID | None
    name: str
    amount: Decimal
    documents: int


@dataclass(frozen=True, slots=True)
class Balances:
    """What is open with everybody asked about, the largest first; `undated` documents have no due date."""

    total: Decimal
    rows: tuple[Balance, ...]
    sources: tuple[Source, ...]
    documents: int
    oldest_days: int | None = None
    undated: int = 0
    notes_total: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class CashFlow:
    """Money that moved in some days; `paid` to parties and `expenses` make up what went out."""

    days: Days
    received: Decimal
    paid: Decimal
    expenses: Decimal
    sources: tuple[Source, ...]

    @property
    def out(self) -> Decimal:
        """All that went out."""
        return self.paid + self.expenses

    @property
    def net(self) -> Decimal:
        """What came in less what went out."""
        return self.received - self.out


@dataclass(frozen=True, slots=True)
class TaxEstimate:
    """GST of some days by the books: on sales, on purchases, both after credit and debit notes."""

    days: Days
    output_tax: Decimal
    input_tax: Decimal
    sources: tuple[Source, ...]

    @property
    def due(self) -> Decimal:
        """Output less input tax; negative when credit is left over."""
        return self.output_tax - self.input_tax


@dataclass(frozen=True, slots=True)
class Turnover:
    """What was invoiced to customers in some days, tax included, and the largest buyers."""

    days: Days
    total: Decimal
    tax: Decimal
    documents: int
    rows: tuple[Balance, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Spending:
    """What was spent without a bill, by category, the largest first, and beside it what suppliers billed."""

    days: Days
    total: Decimal
    entries: int
    categories: tuple[tuple[str, Decimal], ...]
    bills_total: Decimal
    bills: int
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class OpenAlerts:
    """Warnings that nobody has answered yet, the surest first; not fresh when the books could not be looked through."""

    count: int
    messages: tuple[str, ...]
    sources: tuple[Source, ...]
    is_fresh: bool = True


Figures = Balances | CashFlow | TaxEstimate | Turnover | Spending | OpenAlerts


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


class PromptTooLong(Invalid):
    """The question is longer than we read."""

    code = "prompt_too_long"
    message = f"Please keep your question under {LONGEST_PROMPT:,} characters."
