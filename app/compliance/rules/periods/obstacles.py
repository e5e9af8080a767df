"""What keeps a document out of GSTR-1 until it is put right; the first that applies (CGST Rules 2017, rules 46 and 59).

Only what the form cannot do without, or the portal turns away, counts here: all other faults are for the invoice check.
"""

from app.compliance.records.invoices import Invoice
from app.compliance.records.periods.supplies import Obstacle
from app.compliance.rules.invoice import places as invoice_places
from app.compliance.rules.periods import recipients
from app.compliance.rules.periods.places import Place
from app.gst.parties import Recipient, SupplyKind
from app.gst.tax_head import TaxHead

_NEEDS_GSTIN = frozenset({Recipient.SEZ, Recipient.DEEMED_EXPORT})


def obstacle(invoice: Invoice, recipient: Recipient, place: Place | None, said: SupplyKind | None) -> Obstacle | None:
    """Why an invoice cannot be reported, or None. `said` is what its notes say of a supply without tax."""
    if invoice_places.state_of(invoice.supplier) is None:
        return Obstacle.SUPPLIER_STATE_UNKNOWN
    if not (invoice.number or "").strip():
        return Obstacle.NUMBER_MISSING
    if not invoice.lines:
        return Obstacle.LINES_MISSING
    by_party = _of_recipient(invoice, recipient) or _of_tax(invoice, recipient, said)
    return by_party or _of_place(invoice, recipient, place)


def _of_recipient(invoice: Invoice, recipient: Recipient) -> Obstacle | None:
    side = invoice.recipient
    if recipient is not Recipient.OVERSEAS and side is not None and side.is_registered and not side.gstin.is_valid:
        return Obstacle.RECIPIENT_GSTIN_INVALID
    is_missing = recipients.valid_gstin(invoice) is None
    is_needed = invoice.is_reverse_charge or recipient in _NEEDS_GSTIN
    return Obstacle.RECIPIENT_GSTIN_MISSING if is_missing and is_needed else None


def _of_tax(invoice: Invoice, recipient: Recipient, said: SupplyKind | None) -> Obstacle | None:
    rated = [line for line in invoice.lines if line.rate_percent > 0 and line.value > 0]
    if invoice.tax and not rated:
        return Obstacle.RATE_MISSING
    is_explained = invoice.is_reverse_charge or said is not None or recipient in recipients.ZERO_RATED
    return Obstacle.TAX_NOT_CHARGED if rated and not invoice.tax and not is_explained else None


def _of_place(invoice: Invoice, recipient: Recipient, place: Place | None) -> Obstacle | None:
    if place is None:
        return Obstacle.PLACE_UNKNOWN
    is_between = recipient in recipients.ZERO_RATED or place.code != place.supplier_state
    due, charged = TaxHead.IGST if is_between else TaxHead.CGST_SGST, invoice_places.charged_head(invoice)
    return Obstacle.HEAD_CONTRADICTS_PLACE if charged is not None and charged is not due else None
