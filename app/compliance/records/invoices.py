"""The invoice as a check sees it, be it read from the books or sent whole.

`None` means that nobody said, which is never the same as zero or "no". What only a whole document tells stands in
`Whole`: on that one a field that is absent is absent from the paper.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from app.compliance.records.parties import Paper, Side
from app.gst import hsn, invoice_number
from app.gst.arithmetic import Heads
from app.gst.e_invoice import SupplierClass
from app.gst.parties import Recipient, Registration
from app.gst.tariff.limits import Facts
from app.values import money

NOTHING_KNOWN = Facts()


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `value` is before tax; `heads` is what was charged on it, if anybody says.

    `unsaid` names the figures that a document sent whole left out: they are 0 here, a value that can be reckoned aside.
    `is_declared_untaxed`: it is said to be exempt, nil-rated or outside GST.
    """

    position: int
    description: str | None
    hsn: str | None
    quantity: Decimal
    unit: str | None
    unit_price: Decimal
    discount: Decimal
    value: Decimal
    rate_percent: Decimal
    heads: Heads | None = None
    unsaid: frozenset[str] = frozenset()
    cess_percent: Decimal | None = None
    is_declared_untaxed: bool = False
    is_declared_service: bool = False
    facts: Facts = NOTHING_KNOWN

    @property
    def label(self) -> str:
        """How a sentence names it."""
        return f"{self.position} ({self.description})" if self.description else str(self.position)

    @property
    def is_service(self) -> bool:
        """Whether its code is one of services, or the line is said to be one."""
        return self.is_declared_service or hsn.is_service(self.hsn)

    @property
    def is_adjustment(self) -> bool:
        """Whether nothing is sold on it: a discount as a line of its own, or paise that round the total."""
        return self.value < 0 or (0 < self.value < 1 and not self.rate_percent)

    @property
    def gross(self) -> Decimal | None:
        """Quantity times price before any discount; a service without quantity counts once. None where unknown."""
        times = Decimal(1) if self.is_service and not self.quantity else self.quantity
        is_unknown = "unit_price" in self.unsaid or ("quantity" in self.unsaid and not self.is_service)
        return None if is_unknown else times * self.unit_price


@dataclass(frozen=True, slots=True)
class Totals:
    """The foot of a whole document. `others` is what is added without tax, `discount` what is taken off the lines."""

    taxable_value: Decimal | None
    cgst: Decimal | None
    sgst: Decimal | None
    igst: Decimal | None
    cess: Decimal | None
    discount: Decimal
    others: Decimal
    round_off: Decimal
    grand_total: Decimal | None

    @property
    def heads(self) -> Heads:
        """Its taxes; what is not stated counts as nothing."""
        zero = money.ZERO
        return Heads(self.cgst or zero, self.sgst or zero, self.igst or zero, self.cess or zero)


@dataclass(frozen=True, slots=True)
class Original:
    """The invoice that a note changes."""

    number: str | None
    issued_on: date | None


@dataclass(frozen=True, slots=True)
class Whole:
    """What only a whole document says. `turnover` in rupees is the supplier's of the year before (AATO),
    `highest_turnover` that of the best year since 2017-18. `used` are numbers that other documents bear.
    `is_reverse_charge_blank`: it has a field for reverse charge, and nothing in it.
    """

    paper: Paper
    registration: Registration
    category: Recipient
    turnover: Decimal | None
    totals: Totals
    ship_to: Side | None = None
    is_with_payment: bool | None = None
    lut_number: str | None = None
    irn: str | None = None
    original: Original | None = None
    supplier_class: SupplierClass = SupplierClass.REGULAR
    highest_turnover: Decimal | None = None
    used: tuple[invoice_number.Used, ...] = ()
    is_reverse_charge_blank: bool = False


@dataclass(frozen=True)
class Invoice:
    """One document, a note where it `is_note`. `is_ours` when this business issued it; otherwise it is the buyer.

    `rates_on` is the day whose rates hold, None where nobody tells (a note whose original is not known). A document
    without a date (`is_dated`) is judged as one of the day of the check. On a bill of entry the customs took the tax.
    """

    id: UUID
    is_ours: bool
    is_note: bool
    is_draft: bool
    is_cancelled: bool
    number: str | None
    issued_on: date
    rates_on: date | None
    supplier: Side | None
    recipient: Side | None
    lines: tuple[Line, ...]
    subtotal: Decimal
    tax: Decimal
    discount: Decimal
    total: Decimal
    place_of_supply: str | None = None
    is_reverse_charge: bool = False
    is_recipient_sez: bool = False
    says_why_untaxed: bool = False
    is_bill_of_entry: bool = False
    is_dated: bool = True
    whole: Whole | None = None

    @property
    def is_taxed(self) -> bool:
        """Whether tax is charged on it."""
        return self.tax > 0

    @cached_property
    def heads(self) -> Heads | None:
        """What was charged, head by head; None unless every line with a rate says it, or the foot of a whole document.

        Zeros on every line beside a tax on the whole are fields that nobody filled in, and say nothing.
        """
        said = [line.heads for line in self.lines if line.heads is not None]
        if self.whole is not None and not said:
            return self.whole.totals.heads if self.whole.totals.heads.total else None
        if any(line.heads is None and line.rate_percent for line in self.lines):
            return None
        charged = sum(said, Heads())
        return charged if charged.total else None

    @cached_property
    def taxable_value(self) -> Decimal:
        """The value before tax after the discount on the whole, for the limits that exclude tax."""
        lines = sum((line.value for line in self.lines), money.ZERO)
        return (lines if self.lines else self.subtotal) - self.discount
