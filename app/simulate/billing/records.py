"""What a bill of the invented trade says, before anybody prints it; amounts are rupees unless the bill is in another
currency, dates are days of India."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from app.gst.arithmetic import Heads
from app.values import money

Value = str | Decimal | date | bool


class Kind(StrEnum):
    """What the paper is, by the names of the wire."""

    TAX_INVOICE = "tax_invoice"
    BILL_OF_SUPPLY = "bill_of_supply"
    CREDIT_NOTE = "credit_note"
    DEBIT_NOTE = "debit_note"
    EXPORT_INVOICE = "export_invoice"


@dataclass(frozen=True, slots=True)
class Firm:
    """A party. `streets` and `place` are the lines of its address; abroad it has no state code and no GSTIN."""

    name: str
    streets: tuple[str, ...]
    place: str
    state_code: str | None = None
    gstin: str | None = None
    phone: str | None = None
    email: str | None = None

    @property
    def pan(self) -> str | None:
        """The permanent account number inside the GSTIN."""
        return self.gstin[2:12] if self.gstin else None

    @property
    def address(self) -> str:
        """All its lines."""
        return ", ".join((*self.streets, self.place))


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a bill.

    detail : what stands under the description and is no part of it (batch, serial number). taxable_value : None where
    nobody says how much of a price is tax. total : with tax
    """

    description: str
    code: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    rate_percent: Decimal
    taxable_value: Decimal
    heads: Heads
    cess_percent: Decimal = Decimal(0)
    discount: Decimal = money.ZERO
    discount_percent: Decimal = Decimal(0)
    printed_price: Decimal | None = None
    detail: str = ""

    @property
    def total(self) -> Decimal:
        """What the line costs with its tax."""
        return self.taxable_value + self.heads.total

    @property
    def gross(self) -> Decimal:
        """Before its discount."""
        return money.rounded(self.quantity * self.unit_price)


@dataclass(frozen=True, slots=True)
class RateTotal:
    """All lines of one rate together."""

    rate_percent: Decimal
    taxable_value: Decimal
    heads: Heads


@dataclass(frozen=True, slots=True)
class Registered:
    """What the e-invoice portal gave for it; `signed` is the text of its QR code."""

    irn: str
    ack_no: str
    ack_date: date
    signed: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums at the foot. `round_off` is what the last rounding added; `paid` only where something was."""

    subtotal: Decimal
    taxable_value: Decimal
    heads: Heads
    round_off: Decimal
    grand_total: Decimal
    discount: Decimal = money.ZERO
    freight: Decimal = money.ZERO
    paid: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Bill:
    """Everything that a paper may print. `against` : number and day of the invoice that a note corrects."""

    kind: Kind
    number: str
    issued_on: date
    supplier: Firm
    buyer: Firm | None
    place_of_supply: str
    rows: tuple[Row, ...]
    rates: tuple[RateTotal, ...]
    totals: Totals
    words: str
    ship_to: Firm | None = None
    due_on: date | None = None
    terms: str | None = None
    order_number: str | None = None
    currency: str = "INR"
    exchange_rate: Decimal | None = None
    reverse_charge: bool = False
    includes_tax: bool = False
    registered: Registered | None = None
    eway_bill: str | None = None
    against: tuple[str, date] | None = None

    @property
    def is_inter_state(self) -> bool:
        """Whether it bears IGST, by its heads."""
        return bool(self.totals.heads.igst)


@dataclass(frozen=True, slots=True)
class Paper:
    """A bill in print.

    truth : the wire JSON of what stands on the paper, null where it does not. meant : the same of all that is so,
    printed or not: what a reader may derive without being wrong. pages : how many
    """

    layout: str
    seed: int
    pdf: bytes
    truth: dict[str, Any]
    meant: dict[str, Any]
    pages: int = 1
    printed: dict[str, str] = field(default_factory=dict)
