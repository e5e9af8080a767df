"""Who received a supply, as far as an invoice tells, and what its notes say of a supply without tax.

The words are those that rule 46 asks for on zero-rated supplies. Under an undertaking a registered buyer can only be
one in an SEZ, a buyer without GSTIN only one abroad (IGST Act 2017, s.16(1) and (3)).
"""

import re

from app.compliance.records.invoices import Invoice
from app.gst import states
from app.gst.parties import Recipient, SupplyKind

ZERO_RATED = frozenset({Recipient.SEZ, Recipient.OVERSEAS})

_UNDERTAKEN = re.compile(r"\b(lut|letter of undertaking|under bond)\b", re.I)
_EXPORTED = re.compile(r"\b(meant for export|export invoice|exported|export under)\b", re.I)
_DEEMED = re.compile(r"\bdeemed export", re.I)
_WORDS = (
    (SupplyKind.NON_GST, re.compile(r"\b(non|outside)[- ]gst\b", re.I)),
    (SupplyKind.NIL_RATED, re.compile(r"\bnil[- ]rated\b", re.I)),
    (SupplyKind.EXEMPT, re.compile(r"\b(exempt(ed)?|bill of supply)\b", re.I)),
)


def recipient(invoice: Invoice, notes: str) -> Recipient:
    """Which kind of recipient an invoice has; without a word on it, registered or not by the GSTIN."""
    if invoice.place_of_supply == states.OUTSIDE_INDIA:
        return Recipient.OVERSEAS
    is_under_lut = not invoice.tax and bool(_UNDERTAKEN.search(notes))
    is_registered = invoice.recipient is not None and invoice.recipient.is_registered
    if _DEEMED.search(notes) and is_registered:
        return Recipient.DEEMED_EXPORT
    if invoice.is_recipient_sez or (is_under_lut and is_registered):
        return Recipient.SEZ
    if is_registered:
        return Recipient.REGISTERED
    return Recipient.OVERSEAS if is_under_lut or _EXPORTED.search(notes) else Recipient.UNREGISTERED


def words_for_untaxed(invoice: Invoice, notes: str) -> SupplyKind | None:
    """What the notes of a document without tax say it is; None where they say nothing, or tax is charged."""
    if invoice.tax or invoice.is_reverse_charge:
        return None
    return next((treatment for treatment, words in _WORDS if words.search(notes)), None)


def valid_gstin(invoice: Invoice) -> str | None:
    """The recipient's number, where it is one."""
    side = invoice.recipient
    return side.gstin.number if side is not None and side.gstin.is_valid else None
