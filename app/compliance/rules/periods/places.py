"""Where a supply of the books is made, and what tells so (IGST Act 2017, s.7, s.10 to s.12).

What the invoice check takes for known comes first. Beyond it a return needs an answer where the check needs none: the
heads that were charged tell a sale within the State; a buyer without GSTIN is supplied at the address on the invoice,
and where none stands on it at the supplier's place (s.10(1)(ca) from 2023-10-01 for goods, s.12(2)(b) for services).
From 50,000 rupees on an invoice has to name the address (CGST Rules 2017, rule 46(e)), so there it is no answer.
"""

from dataclasses import dataclass

from app.compliance.records.invoices import Invoice
from app.compliance.records.periods.supplies import PlaceBasis
from app.compliance.rules.invoice import fields, places
from app.compliance.rules.periods import recipients
from app.gst import hsn, place_of_supply, states, tax_head
from app.gst.parties import Recipient
from app.gst.tax_head import TaxHead

_PERFORMED_AT_HOME = ("9963", "9997")
"""Restaurants and lodging, salons and the like are supplied where the supplier keeps them (s.12(3) and (4))."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of supply, the state that supplies, what told the place, and the heads that the tax stands under."""

    code: str
    supplier_state: str
    basis: PlaceBasis
    head: TaxHead


def place(invoice: Invoice, recipient: Recipient) -> Place | None:
    """Where the supply is made; None where the books do not tell, or do not tell where the supplier is."""
    home = places.state_of(invoice.supplier)
    if home is None:
        return None
    found = _found(invoice, recipient, home)
    if found is None:
        return None
    code, basis = found
    home, code = (states.current_code(one, invoice.issued_on) for one in (home, code))
    is_between = recipient in recipients.ZERO_RATED
    due = tax_head.decide(home, code, is_recipient_sez=is_between).head
    return Place(code, home, basis, due if is_between else places.charged_head(invoice) or due)


def _found(invoice: Invoice, recipient: Recipient, home: str) -> tuple[str, PlaceBasis] | None:
    if recipient is Recipient.OVERSEAS:
        return states.OUTSIDE_INDIA, PlaceBasis.EXPORT
    if invoice.place_of_supply:
        return invoice.place_of_supply, PlaceBasis.STATED
    if known := places.place_of_supply(invoice):
        return known, PlaceBasis.RECIPIENT_GSTIN
    return _told_by_tax(invoice, recipient, home) or _told_by_law(invoice, home)


def _told_by_tax(invoice: Invoice, recipient: Recipient, home: str) -> tuple[str, PlaceBasis] | None:
    is_within = places.charged_head(invoice) is TaxHead.CGST_SGST and recipient is not Recipient.SEZ
    return (home, PlaceBasis.TAX_CHARGED) if is_within else None


def _told_by_law(invoice: Invoice, home: str) -> tuple[str, PlaceBasis] | None:
    side, is_between = invoice.recipient, places.charged_head(invoice) is TaxHead.IGST
    codes = [(line.hsn or "").strip() for line in invoice.lines]
    if any(place_of_supply.is_tied(code) for code in codes):
        is_at_home = all(code.startswith(_PERFORMED_AT_HOME) for code in codes) and not is_between
        return (home, PlaceBasis.SUPPLIER) if is_at_home else None
    if side is not None and side.is_registered:
        return None
    if side is not None and side.stated_state:
        return side.stated_state, PlaceBasis.ADDRESS
    is_dated = invoice.issued_on >= place_of_supply.ADDRESS_COUNTS_FROM or all(map(hsn.is_service, codes))
    if is_between or not is_dated or invoice.taxable_value >= fields.details_needed_from(invoice.issued_on):
        return None
    return home, PlaceBasis.SUPPLIER
