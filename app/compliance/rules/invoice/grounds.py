"""Why a document bears no tax, as far as it says so: zero tax with a ground is right, tax beside one mostly wrong.

CGST Act 2017, s.9(3), s.10(4), s.25(4), s.31(3)(c), s.32; IGST Act 2017, s.5(3), s.16(3).
"""

from enum import StrEnum

from app.compliance.records.invoices import Invoice, Whole
from app.compliance.records.parties import Paper
from app.gst import gstin, states
from app.gst.parties import Recipient, Registration


class Ground(StrEnum):
    """What explains that no tax is charged."""

    UNREGISTERED = "unregistered"
    COMPOSITION = "composition"
    BILL_OF_SUPPLY = "bill_of_supply"
    REVERSE_CHARGE = "reverse_charge"
    SUPPLIER_ABROAD = "supplier_abroad"
    UNDERTAKING = "undertaking"
    SAME_PERSON = "same_person"
    SAID = "said"


_TAXED_FROM_ABROAD = (gstin.Kind.OIDAR, gstin.Kind.NRI, gstin.Kind.REGULAR)


def ground(invoice: Invoice) -> Ground | None:
    """The first ground that applies, or None: then a taxable supply bears tax."""
    whole = invoice.whole
    by_paper = _of_paper(whole) if whole else None
    if by_paper:
        return by_paper
    if invoice.is_reverse_charge:
        return Ground.REVERSE_CHARGE
    if whole is None:
        return Ground.SAID if invoice.says_why_untaxed else None
    if whole.registration is Registration.OVERSEAS and not _is_taxpayer(invoice):
        return Ground.SUPPLIER_ABROAD
    if is_zero_rated(invoice) and _is_under_undertaking(whole):
        return Ground.UNDERTAKING
    return Ground.SAME_PERSON if is_to_itself(invoice) else None


def is_zero_rated(invoice: Invoice) -> bool:
    """Whether it is an export or a supply to an SEZ (IGST Act 2017, s.16(1)).

    A buyer from abroad who is served within India is none: a hotel's guest pays the tax of the State.
    """
    whole = invoice.whole
    if whole is None or whole.category is not Recipient.OVERSEAS:
        return invoice.is_recipient_sez
    says_so = whole.lut_number is not None or whole.is_with_payment is not None
    return says_so or invoice.place_of_supply in (None, states.OUTSIDE_INDIA)


def is_to_itself(invoice: Invoice) -> bool:
    """Whether both sides bear the same GSTIN: branches of one registration supply nothing to each other (s.25(4))."""
    supplier, recipient = invoice.supplier, invoice.recipient
    if supplier is None or recipient is None or supplier.registered_in is None:
        return False
    return supplier.gstin.number == recipient.gstin.number


def _of_paper(whole: Whole) -> Ground | None:
    if whole.registration is Registration.UNREGISTERED:
        return Ground.UNREGISTERED
    if whole.registration is Registration.COMPOSITION:
        return Ground.COMPOSITION
    return Ground.BILL_OF_SUPPLY if whole.paper is Paper.BILL_OF_SUPPLY else None


def _is_taxpayer(invoice: Invoice) -> bool:
    return invoice.supplier is not None and invoice.supplier.gstin.kind in _TAXED_FROM_ABROAD


def _is_under_undertaking(whole: Whole) -> bool:
    return whole.lut_number is not None if whole.is_with_payment is None else not whole.is_with_payment
