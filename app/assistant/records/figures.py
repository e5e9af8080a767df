"""What the books say: exact figures, and the records they stand on."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from app.assistant.records.asked import Days


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
class Computed:
    """The figures of each topic, and the days of which the books hold entries; None for empty books."""

    figures: tuple[Figures, ...]
    span: Days | None
