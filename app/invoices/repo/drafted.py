"""Drafts in the app's own tables `invoices` and `invoice_items`, written with the rights of the caller.

A draft bears a number of its own that is none of the series of rule 46(b) (CGST Rules 2017): the app gives it one of
those when it is sent, so that a draft which is thrown away leaves no gap.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, text

from app.invoices.records import Draft
from app.values import money

_NAMESPACE = UUID("b8a6a3d5-5a8e-4c3e-8f5c-0f6f6b7e2d10")
NUMBER = "DRAFT-{}"
INVOICE = text("""
    insert into public.invoices (id, business_id, user_id, customer_id, invoice_number, invoice_type, invoice_date,
        due_date, subtotal, tax_amount, discount_amount, total_amount, status, notes)
    values (:id, :business_id, :user_id, :customer_id, :invoice_number, 'customer', :invoice_date,
        :due_date, :subtotal, :tax_amount, :discount_amount, :total_amount, 'draft', :notes)
    on conflict (id) do nothing
""")
ITEM = text(
    "insert into public.invoice_items (id, invoice_id, name, quantity, unit_price, tax_rate, total_amount, sort_order,"
    " unit) values (:id, :invoice_id, :name, :quantity, :unit_price, :tax_rate, :total_amount, :sort_order, :unit)"
    " on conflict (id) do nothing"
)


def invoice_id(answer_id: UUID) -> UUID:
    """The id of the invoice that an answer becomes: the same however often it is asked for."""
    return uuid5(_NAMESPACE, str(answer_id))


def save_once(tx: Connection, draft: Draft, *, answer_id: UUID, business_id: UUID, user_id: UUID | None) -> UUID:
    """The id of the draft invoice, which is written unless it is there: what was changed in it since stays."""
    id = invoice_id(answer_id)
    values = _invoice(draft, id) | {"business_id": business_id, "user_id": user_id}
    if tx.execute(INVOICE, values).rowcount:
        tx.execute(ITEM, [_item(draft, place, id) for place in range(len(draft.items))])
    return id


def _invoice(draft: Draft, id: UUID) -> dict[str, Any]:
    """A customer who is not in the books has no other place than the notes."""
    unknown = f"Customer: {draft.customer_name}" if draft.customer_name and draft.customer_id is None else None
    return {
        "id": id,
        "customer_id": draft.customer_id,
        "invoice_number": draft.invoice_number or NUMBER.format(id.hex[:8].upper()),
        "invoice_date": draft.issued_on,
        "due_date": draft.due_on,
        **{name: getattr(draft, name) for name in ("subtotal", "tax_amount", "discount_amount", "total_amount")},
        "notes": "; ".join(filter(None, (unknown, draft.notes))) or None,
    }


def _item(draft: Draft, place: int, id: UUID) -> Mapping[str, Any]:
    line = draft.items[place]
    rate = draft.tax_rate_percent if line.gst_rate_percent is None else line.gst_rate_percent
    return {
        "id": uuid5(id, str(place)),
        "invoice_id": id,
        "name": line.description,
        "quantity": line.quantity,
        "unit_price": money.rounded(line.unit_price),
        "tax_rate": rate,
        "total_amount": line.total_price,
        "sort_order": place,
        "unit": line.unit or "pcs",
    }
