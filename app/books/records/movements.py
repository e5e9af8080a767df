"""Money that moved or is agreed to move, and the goods it is about."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID


class Direction(StrEnum):
    """Whether money came in or went out."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that moved between the business and a party."""

    id: UUID
    direction: Direction
    amount: Decimal
    paid_on: date
    mode: str
    party_id: UUID | None = None
    document_id: UUID | None = None
    reference: str | None = None
    notes: str | None = None
    paid_to_account: str | None = None
    entered_by: str | None = None
    entered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Expense:
    """Money spent without a bill in the books: rent, wages, tea."""

    id: UUID
    category: str
    amount: Decimal
    spent_on: date
    description: str
    vendor: str | None = None
    is_recurring: bool = False


@dataclass(frozen=True, slots=True)
class Product:
    """A thing the business trades in, with its usual prices and what is in stock."""

    id: UUID
    name: str
    unit: str
    buying_price: Decimal | None = None
    selling_price: Decimal | None = None
    in_stock: Decimal = Decimal(0)
    reorder_level: Decimal = Decimal(0)
    category: str | None = None
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class RecurringPayment:
    """Money that is agreed to move again and again: in from a customer, out to a supplier."""

    id: UUID
    direction: Direction
    party_id: UUID
    description: str
    amount: Decimal
    frequency: str
    starts_on: date
    ends_on: date | None = None
    day_of_month: int | None = None
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class CashEntry:
    """One line of the cash book, which names no party and no document."""

    id: UUID
    direction: Direction
    amount: Decimal
    entered_on: date
    mode: str
    details: str | None = None
