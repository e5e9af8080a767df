"""Questions about a supply: which tax, how much of it, and at which rate."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.gst.arithmetic import PricedLine
from app.gst.levy import Payer
from app.gst.parties import Recipient
from app.gst.tariff import Basis, Entry
from app.gst.tax_head import TaxHead


@dataclass(frozen=True, slots=True)
class TaxTypeAnswer:
    """The head and who pays it; None where nobody does, or nothing tells."""

    tax_type: TaxHead
    inter_state: bool | None
    local_tax: str | None
    place_of_supply: str | None
    payable_by: Payer | None
    sources: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class TaxAmountQuestion:
    """An invoice to be added up; amounts in rupees."""

    supplier_state: str
    place_of_supply: str
    lines: tuple[PricedLine, ...]
    recipient: Recipient = Recipient.REGISTERED
    includes_tax: bool = False
    discount: Decimal = Decimal(0)
    freight: Decimal = Decimal(0)
    is_zero_rated_without_tax: bool = False
    issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class TaxAmountAnswer:
    """The invoice added up, in rupees."""

    taxable_value: Decimal
    cgst: Decimal
    sgst: Decimal
    igst: Decimal
    cess: Decimal
    total: Decimal
    sources: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class RateAnswer:
    """The rates in percent that the law allows, and on what each hangs; `warnings` are sentences."""

    allowed_rates: tuple[Decimal, ...]
    entries: tuple[Entry, ...]
    basis: Basis
    is_code_listed: bool
    warnings: tuple[str, ...]
    sources: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None
