"""Between which places a supply moves, as far as an invoice in the books tells (IGST Act 2017, s.7 to s.12)."""

from app.compliance.records.invoices import Invoice, Side
from app.gst import tax_head
from app.gst.tax_head import TaxHead


def state_of(side: Side | None) -> str | None:
    """The code of a side's state: that of its GSTIN, else the one its address names, else None."""
    return (side.registered_in or side.stated_state) if side else None


def place_of_supply(invoice: Invoice) -> str | None:
    """What the invoice says, else the state of a registered buyer; None where that would be a guess.

    A buyer without GSTIN takes goods over the counter or has them sent: the books do not tell, so nothing is presumed.
    """
    if invoice.place_of_supply:
        return invoice.place_of_supply
    recipient, supplier_state = invoice.recipient, state_of(invoice.supplier)
    if supplier_state is None or recipient is None or recipient.registered_in is None:
        return None
    if any(tax_head.is_tied_to_a_place(line.hsn) for line in invoice.lines):
        return None
    return tax_head.presumed_place_of_supply(
        supplier_state,
        recipient_registered_in=recipient.registered_in,
        recipient_address_in=recipient.stated_state,
    )


def due_head(invoice: Invoice) -> tax_head.Decision | None:
    """The head that a taxed supply bears, or None where the states are not known."""
    supplier_state, place = state_of(invoice.supplier), place_of_supply(invoice)
    if supplier_state is None or (place is None and not invoice.is_recipient_sez):
        return None
    return tax_head.decide(supplier_state, place or supplier_state, is_recipient_sez=invoice.is_recipient_sez)


def charged_head(invoice: Invoice) -> TaxHead | None:
    """The head that was charged; None where the books do not say, or say both."""
    heads = invoice.heads
    if heads is None or heads.is_split:
        return None
    if heads.igst:
        return TaxHead.IGST
    return TaxHead.CGST_SGST if heads.cgst or heads.sgst else None


def is_charged_inter_state(invoice: Invoice) -> bool:
    """Whether the tax between States was charged, or was due where the books do not say what was."""
    charged = charged_head(invoice)
    if charged is not None:
        return charged is TaxHead.IGST
    decision = due_head(invoice)
    return decision is not None and decision.is_inter_state
