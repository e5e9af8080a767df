"""In which section and table of GSTR-1 a document is reported (CGST Rules 2017, rule 59(4); Form GSTR-1).

The tables: 4A and 4B to registered buyers, 5 large inter-State sales to others, 6A exports, 6B SEZ, 6C deemed exports,
7 the rest to others, 8 untaxed supplies, 9B notes.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.gst import parameters, states
from app.gst.parameters import Parameter
from app.gst.parties import Document, Recipient, SupplyKind

FORM = "Form GSTR-1"


class Name(StrEnum):
    """A section as the portal's offline tool calls it."""

    B2B = "b2b"
    B2CL = "b2cl"
    B2CS = "b2cs"
    EXPWP = "expwp"
    EXPWOP = "expwop"
    SEZWP = "sezwp"
    SEZWOP = "sezwop"
    DEEMED_EXPORT = "deemed_export"
    NIL_EXEMPT = "nil_exempt"
    CDNR = "cdnr"
    CDNUR = "cdnur"


@dataclass(frozen=True, slots=True)
class Supply:
    """A document as GSTR-1 looks at it. Values are rupees with tax; `original_value` is that of a note's invoice.

    with_payment : for exports and SEZ, whether IGST was charged; None counts as charged.
    """

    document: Document
    issued_on: date
    supplier_state: str
    recipient_category: Recipient
    place_of_supply: str
    invoice_value: Decimal
    supply: SupplyKind = SupplyKind.TAXABLE
    is_reverse_charge: bool = False
    with_payment: bool | None = None
    original_value: Decimal | None = None

    @property
    def is_export(self) -> bool:
        """Whether its place is abroad and the buyer is nobody registered here (IGST Act s.2(5), (6))."""
        return self.place_of_supply == states.OUTSIDE_INDIA and not self.recipient_category.has_gstin

    @property
    def is_inter_state(self) -> bool:
        """Whether place and supplier are in different States that day (IGST Act s.7)."""
        return not states.is_same(self.supplier_state, self.place_of_supply, self.issued_on)

    @property
    def is_with_payment(self) -> bool:
        """Whether tax is paid on a zero-rated supply: where nobody says, it is, but on exempt goods there is none."""
        if self.with_payment is None:
            return self.supply is SupplyKind.TAXABLE
        return self.with_payment


@dataclass(frozen=True, slots=True)
class Section:
    """Where a document goes. The dates are those of the limit that decided, where one did."""

    section: Name
    table: str
    law: str
    valid_from: date | None = None
    valid_to: date | None = None


def section(supply: Supply) -> Section:
    """The section and table of a document; never raises for a day since GST began."""
    if _is_untaxed(supply):
        return Section(Name.NIL_EXEMPT, "8", f"{FORM}, table 8")
    if supply.document.is_note:
        return _of_note(supply)
    if supply.is_export:
        name = Name.EXPWP if supply.is_with_payment else Name.EXPWOP
        return Section(name, "6A", f"{FORM}, table 6A; IGST Act s.16(3)")
    if supply.recipient_category.has_gstin:
        return _to_registered(supply)
    return _to_others(supply, supply.invoice_value, Section(Name.B2CL, "5", f"{FORM}, table 5"))


def _is_untaxed(supply: Supply) -> bool:
    """Exempt, nil-rated and non-GST supplies within India; exports and supplies to SEZ are zero-rated all the same."""
    if supply.is_export or supply.recipient_category is Recipient.SEZ:
        return False
    return supply.supply is not SupplyKind.TAXABLE or supply.document is Document.BILL_OF_SUPPLY


def _of_note(supply: Supply) -> Section:
    """Notes on sales to registered buyers and on large or foreign ones are listed; others lessen or raise table 7."""
    if supply.recipient_category.has_gstin:
        return Section(Name.CDNR, "9B", f"{FORM}, table 9B: notes to registered persons")
    listed = Section(Name.CDNUR, "9B", f"{FORM}, table 9B: notes to unregistered persons")
    if supply.is_export:
        return listed
    original = supply.invoice_value if supply.original_value is None else supply.original_value
    return _to_others(supply, original, listed)


def _to_registered(supply: Supply) -> Section:
    if supply.recipient_category is Recipient.SEZ:
        name = Name.SEZWP if supply.is_with_payment else Name.SEZWOP
        return Section(name, "6B", f"{FORM}, table 6B; IGST Act s.16(1)(b)")
    if supply.recipient_category is Recipient.DEEMED_EXPORT:
        return Section(Name.DEEMED_EXPORT, "6C", f"{FORM}, table 6C; CGST Act s.147, 48/2017-CT")
    if supply.is_reverse_charge:
        return Section(Name.B2B, "4B", f"{FORM}, table 4B; CGST Act s.9(3)")
    return Section(Name.B2B, "4A", f"{FORM}, table 4A")


def _to_others(supply: Supply, value: Decimal, if_large: Section) -> Section:
    """By the value of the invoice: `if_large` strictly above the limit of the day between States, else table 7."""
    if not supply.is_inter_state:
        return Section(Name.B2CS, "7", f"{FORM}, table 7")
    limit = parameters.row("b2cl_invoice_value_over", supply.issued_on)
    if value > limit.value:
        return _dated(if_large, limit)
    return _dated(Section(Name.B2CS, "7", f"{FORM}, table 7"), limit)


def _dated(found: Section, limit: Parameter) -> Section:
    return Section(found.section, found.table, f"{found.law}; {limit.source}", limit.valid_from, limit.valid_to)
