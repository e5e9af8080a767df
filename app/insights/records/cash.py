"""The cash-flow prediction and what it is made of."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from app.books.records import Direction
from app.insights.records.answer import Finding, InsightType, NamedAmount
from app.insights.records.evidence import Point, RowKind
from app.insights.records.statutory import StatutoryDate


@dataclass(frozen=True, slots=True)
class CashWeek:
    """One week ahead: what should come in and go out, and where the cash then stands, with its 80 % band.

    `receipts_open` and `payments_open` come from documents that exist today; `receipts_new` and `payments_new` from
    those still to be written; `expenses_recurring` is all that goes out by a rhythm or an agreement. `balance` starts
    at the opening balance, or at zero; its 80 % band is None while the books are too young to measure one.
    """

    week: int
    starts_on: date
    ends_on: date
    receipts_open: Decimal
    receipts_new: Decimal
    receipts_recurring: Decimal
    payments_open: Decimal
    payments_new: Decimal
    expenses_recurring: Decimal
    expenses_other: Decimal
    taxes: Decimal
    net: Decimal
    balance: Decimal
    balance_low: Decimal | None
    balance_high: Decimal | None

    @property
    def receipts(self) -> Decimal:
        """All that should come in."""
        return self.receipts_open + self.receipts_new + self.receipts_recurring


@dataclass(frozen=True, slots=True)
class CashMonth:
    """The balance at the end of one of the coming months; `net` is what the months until then add to it."""

    month: str
    ends_on: date
    net: Decimal
    point: Point


class Action(StrEnum):
    """What an owner can do about a shortage."""

    COLLECT = "collect"
    PUT_OFF = "put_off"


@dataclass(frozen=True, slots=True)
class CashAction:
    """An invoice to collect within a week, or a bill to pay a month later, and the chance of a shortage with it."""

    action: Action
    item: NamedAmount
    amount: Decimal
    probability_before: float
    probability_after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurring:
    """Money that comes back: found in the books by its rhythm, or agreed (`kind` recurring_payment).

    category, vendor : what an expense is called and who receives it; of parties, the vendor is their name
    due_on, next_on : the next day by its rhythm, and the next day on which it can still come, tomorrow at the earliest
    day_of_month : 31 for the last day of every month; None where days are counted
    ids : the rows it was read from, the latest three, or the agreement
    """

    category: str
    vendor: str | None
    direction: Direction
    party_id: UUID | None
    every_days: int
    day_of_month: int | None
    amount: Decimal
    due_on: date
    next_on: date
    kind: RowKind
    ids: tuple[UUID, ...]
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class CashOut:
    """One large payment ahead: to whom, for which bill where it is one, how much, and about when.

    row_id : of the bill, or of the latest row of what comes back; None for taxes
    """

    name: str
    number: str | None
    amount: Decimal
    on: date
    kind: RowKind | None
    row_id: UUID | None


@dataclass(frozen=True, slots=True)
class CashBacktest:
    """How the same method did at earlier dates, knowing only what was known then; errors on the 13-week total."""

    origins: int
    mean_absolute_error: Decimal | None
    naive_absolute_error: Decimal | None
    coverage: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CashFlow(Finding):
    """Thirteen weeks of cash by week and day, and twelve months.

    opening_balance, opening_from : in rupees, from what the owner said or the cash book; None where neither tells it
    floor : under which cash should not fall; zero where a balance is known and the owner set none
    probability_below_floor : that it does so within thirteen weeks, by the drawn paths; None without floor or band
    first_short : the first week that is expected to end under the floor; largest_out : the largest payments by then,
        or within all thirteen weeks where there is no such week
    cash_book_lines : lines of the cash book that are counted as money that moved, since nothing else tells of it
    likely_short_on : last day of the week in which that is most likely to happen first; shortfall : how deep then
    """

    key: ClassVar[str] = "cash_flow"
    insight_type: ClassVar[InsightType] = InsightType.CASH_FLOW_PREDICTION
    category: ClassVar[str] = "cash_flow"
    valid_days: ClassVar[int] = 1

    opening_balance: Decimal | None
    opening_from: str | None
    floor: Decimal | None
    probability_below_floor: float | None
    likely_short_on: date | None
    shortfall: Decimal | None
    first_short: CashWeek | None
    largest_out: tuple[CashOut, ...]
    months: tuple[CashMonth, ...]
    statutory: tuple[StatutoryDate, ...]
    actions: tuple[CashAction, ...]
    weeks: tuple[CashWeek, ...]
    lowest: CashWeek | None
    total_in: Decimal
    total_out: Decimal
    confidence: str
    band_from: str
    payment_dates_from: str
    settled_invoices: int
    cash_book_lines: int
    tested: CashBacktest
    recurring: tuple[Recurring, ...]
    expected_largest: tuple[NamedAmount, ...]
    doubtful: tuple[NamedAmount, ...]
    doubtful_total: Decimal
    not_included: tuple[str, ...]
