"""What the books say of one invoice: their records become the invoice that the rules ask about.

The app keeps no place of supply, reverse charge or split into heads; where a line's metadata says them they are taken,
and otherwise left open. Words in the notes count only as a reason for zero tax, an SEZ buyer or a bill of entry.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.books.records import Business, Document, DocumentKind, DocumentStatus, Item, Party, PartyKind
from app.compliance.records.invoices import Invoice, Line
from app.compliance.records.parties import Side
from app.gst import gstin, states
from app.gst.arithmetic import Heads
from app.values import money

_HEADS = ("cgst", "sgst", "igst", "cess")
_UNTAXED = re.compile(
    r"\b(lut|bond|export|zero[- ]rated|sez|reverse charge|rcm|exempt|nil[- ]rated|bill of supply|composition)\b", re.I
)
_BILL_OF_ENTRY = re.compile(r"\bbill of entry\b", re.I)
_SEZ = re.compile(r"\b(sez|special economic zone)\b", re.I)


def invoice_in_books(business: Business, document: Document, party: Party | None) -> Invoice:
    """The invoice as a check sees it: the business sells on its own invoices and buys on its suppliers' bills.

    A note on what was bought is the supplier's, whoever wrote it: tax is put right by the supplier's note alone (s.34).
    """
    ours, theirs = _business(business), _party(party)
    is_ours = document.kind is not DocumentKind.SUPPLIER_BILL and not (document.is_note and _is_supplier(party))
    notes = document.notes or ""
    return Invoice(
        id=document.id,
        is_ours=is_ours,
        is_note=document.is_note,
        is_draft=document.status is DocumentStatus.DRAFT,
        is_cancelled=document.status is DocumentStatus.CANCELLED,
        number=document.number,
        issued_on=document.issued_on,
        rates_on=None if document.is_note else document.issued_on,
        supplier=ours if is_ours else theirs,
        recipient=theirs if is_ours else ours,
        lines=tuple(_line(position, item) for position, item in enumerate(document.items, start=1)),
        subtotal=document.subtotal,
        tax=document.tax_amount,
        discount=document.discount,
        total=document.total,
        place_of_supply=_place_of_supply(document.items),
        is_reverse_charge=any(_is_yes(item.metadata.get("reverse_charge")) for item in document.items),
        is_recipient_sez=bool(_SEZ.search(notes) or (is_ours and party and _SEZ.search(party.name))),
        says_why_untaxed=bool(_UNTAXED.search(notes)),
        is_bill_of_entry=bool(_BILL_OF_ENTRY.search(notes)),
    )


def _business(business: Business) -> Side:
    stated = states.code_of(business.state) or states.code_in_address(business.address)
    return Side(business.name, gstin.read(business.gstin), business.address, stated)


def _party(party: Party | None) -> Side | None:
    if party is None:
        return None
    return Side(party.name, gstin.read(party.gstin), party.address, states.code_in_address(party.address))


def _is_supplier(party: Party | None) -> bool:
    return party is not None and party.kind is PartyKind.SUPPLIER


def _line(position: int, item: Item) -> Line:
    return Line(
        position=position,
        description=item.name,
        hsn=item.hsn_code,
        quantity=item.quantity,
        unit=item.unit,
        unit_price=item.unit_price,
        discount=item.discount,
        value=item.amount,
        rate_percent=item.rate_percent if item.is_taxable else Decimal(0),
        heads=_heads(item.metadata),
        is_declared_untaxed=not item.is_taxable,
    )


def _heads(metadata: Mapping[str, Any]) -> Heads | None:
    """What was charged on a line; None when its metadata says nothing of it, only half of it, or cannot be read."""
    said = {name: metadata[f"{name}_amount"] for name in _HEADS if metadata.get(f"{name}_amount") is not None}
    if "igst" not in said and not {"cgst", "sgst"} <= said.keys():
        return None
    try:
        return Heads(**{name: money.parsed(amount) for name, amount in said.items()})
    except ValueError:
        return None


def _place_of_supply(items: tuple[Item, ...]) -> str | None:
    """The one place that the lines name; None when they name none, or several."""
    codes = {
        states.code_of(str(item.metadata["place_of_supply"])) for item in items if item.metadata.get("place_of_supply")
    }
    return codes.pop() if len(codes) == 1 else None


def _is_yes(value: object) -> bool:
    return value is True or str(value).strip().lower() in ("true", "yes", "y", "1")
