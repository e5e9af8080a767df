"""What the invented world is made of while it grows, mutable on purpose: contacts with habits, papers, transfers."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.values import money


@dataclass(frozen=True, slots=True)
class Habit:
    """How somebody pays: days after the due date, how much that varies, what share is never paid, and in which way."""

    late_days: float = 0.0
    spread_days: float = 4.0
    never: float = 0.0
    splits: float = 0.0
    unlinked: float = 0.0
    modes: tuple[str, ...] = ("bank_transfer", "upi", "neft", "cheque")


@dataclass(slots=True)
class Contact:
    """Somebody the business deals with, in a city that their State tells (`Profile.city_in`).

    `scale` says how large their orders are; `last_on` when they stop ordering.
    """

    id: UUID
    kind: str
    name: str
    state_code: str
    created_on: date
    gstin: str | None = None
    phone: str | None = None
    email: str | None = None
    street: str | None = None
    ifsc: str = ""
    account: str = ""
    bank_changes: list[dict[str, Any]] = field(default_factory=list)
    habit: Habit = Habit()
    credit_days: int = 30
    scale: float = 1.0
    weight: float = 1.0
    last_on: date | None = None
    number_style: str = "INV-{n}"
    next_number: int = 1
    rounds_total: bool = False


@dataclass(slots=True)
class Line:
    """One line of a paper; `rate_percent` is the GST rate."""

    name: str
    quantity: Decimal
    unit_price: Decimal
    rate_percent: Decimal
    hsn_code: str | None = None
    unit: str = "pcs"
    metadata: dict[str, Any] = field(default_factory=dict)

    @property
    def amount(self) -> Decimal:
        """Before tax."""
        return money.rounded(self.quantity * self.unit_price)


@dataclass(slots=True)
class Paper:
    """A document in the making.

    wrong_tax_by : rupees by which its tax was miscalculated. will_be_paid : `False` keeps the ordinary settling away.
    paid_apart : what was paid by transfers that do not name it. is_settled : called paid whatever came in.
    """

    id: UUID
    kind: str
    contact: Contact
    issued_on: date
    lines: list[Line]
    entered_at: datetime
    number: str = ""
    due_on: date | None = None
    entered_by: str = "owner"
    source: str = "manual"
    reference: str | None = None
    notes: str | None = None
    related: "Paper | None" = None
    is_intra_state: bool = True
    wrong_tax_by: Decimal = money.ZERO
    will_be_paid: bool = True
    paid_apart: Decimal = money.ZERO
    is_settled: bool = False
    is_cancelled: bool = False

    @property
    def subtotal(self) -> Decimal:
        """Before tax."""
        return sum((line.amount for line in self.lines), money.ZERO)

    @property
    def tax(self) -> Decimal:
        """Rounded per line and head: within a state two equal halves, across states one amount (CGST/SGST, IGST)."""
        return sum((line_tax(line, is_intra_state=self.is_intra_state) for line in self.lines), self.wrong_tax_by)

    @property
    def total(self) -> Decimal:
        """With tax; some suppliers round it to the rupee."""
        total = self.subtotal + self.tax
        return money.rounded_to_rupee(total) if self.contact.rounds_total else total


@dataclass(slots=True)
class Transfer:
    """Money that moved. `paper` is what the books say it was for."""

    id: UUID
    direction: str
    contact: Contact
    amount: Decimal
    paid_on: date
    mode: str
    entered_at: datetime
    paper: Paper | None = None
    reference: str | None = None
    notes: str | None = None
    account: str | None = None
    entered_by: str = "owner"


def line_tax(line: Line, *, is_intra_state: bool) -> Decimal:
    """The GST on one line, to the paisa."""
    if is_intra_state:
        return 2 * money.rounded(line.amount * line.rate_percent / 200)
    return money.rounded(line.amount * line.rate_percent / 100)
