"""Between which places a supply moves, as far as a document tells (IGST Act 2017, s.7 to s.12)."""

from app.compliance.records.invoices import Invoice
from app.compliance.records.parties import Side
from app.gst import place_of_supply as law
from app.gst import states, tax_head
from app.gst.parties import Recipient
from app.gst.tax_head import TaxHead


def state_of(side: Side | None) -> str | None:
    """The code of a side's state: that of its GSTIN, else the one its address names, else None."""
    return (side.registered_in or side.stated_state) if side else None


def is_torn(side: Side | None) -> bool:
    """Whether a side's GSTIN is of another state than the one it names.

    97 and 99 are no states that an address could name, 25 lies in 26 now, and 28 became 36 and 37.
    """
    if side is None or side.registered_in is None or side.stated_state is None:
        return False
    if side.registered_in in ("97", "99") or (side.registered_in, side.stated_state) == ("28", "36"):
        return False
    return not states.is_same(side.registered_in, side.stated_state)


def place_of_supply(invoice: Invoice) -> str | None:
    """What the invoice says, else the state of a registered buyer; None where that would be a guess.

    A buyer without GSTIN takes goods over the counter or has them sent: nobody tells, so nothing is presumed.
    """
    if invoice.place_of_supply:
        return invoice.place_of_supply
    if invoice.whole and invoice.whole.category is Recipient.OVERSEAS:
        return None if is_tied_to_a_place(invoice) else states.OUTSIDE_INDIA
    if invoice.recipient is None or state_of(invoice.supplier) is None or is_tied_to_a_place(invoice):
        return None
    return invoice.recipient.registered_in


def is_tied_to_a_place(invoice: Invoice) -> bool:
    """Whether a line is a service with a rule of place of its own (IGST Act 2017, s.12(3) to (6), (9))."""
    return any(law.is_tied(line.hsn) for line in invoice.lines)


def due_head(invoice: Invoice) -> tax_head.Decision | None:
    """The head that a taxed supply bears, or None where the states are not known."""
    supplier_state = state_of(invoice.supplier)
    place = states.OUTSIDE_INDIA if _is_declared_export(invoice) else place_of_supply(invoice)
    if supplier_state is None or (place is None and not invoice.is_recipient_sez):
        return None
    if place is not None and not is_in_use(invoice, place):
        return None
    sez = invoice.is_recipient_sez
    return tax_head.decide(supplier_state, place or supplier_state, is_recipient_sez=sez, on=invoice.issued_on)


def _is_declared_export(invoice: Invoice) -> bool:
    """Whether it says of a buyer abroad how the tax on the export is paid: that is one, whatever place it names."""
    whole = invoice.whole
    if whole is None or whole.category is not Recipient.OVERSEAS or whole.is_with_payment is None:
        return False
    return not is_tied_to_a_place(invoice)


def is_in_use(invoice: Invoice, code: str) -> bool:
    """Whether the code meant a place on the day of the document, or on that of the original which a note changes."""
    state = states.by_code(code)
    if state is None or (state.local_tax is None and code != states.OUTSIDE_INDIA):
        return False
    return any(state.holds(day) for day in (invoice.issued_on, invoice.rates_on) if day is not None)


def charged_head(invoice: Invoice) -> TaxHead | None:
    """The head that was charged; None where nobody says, or both are."""
    heads = invoice.heads
    if heads is None or heads.is_split:
        return None
    if heads.igst:
        return TaxHead.IGST
    return TaxHead.CGST_SGST if heads.cgst or heads.sgst else None


def is_charged_inter_state(invoice: Invoice) -> bool:
    """Whether the tax between States was charged, or was due where nobody says what was."""
    charged = charged_head(invoice)
    if charged is not None:
        return charged is TaxHead.IGST
    decision = due_head(invoice)
    return decision is not None and decision.is_inter_state
