"""A draft from the fields that the app is about to save: as the reader would give it back once it is saved.

What the app leaves out is worked out as the app does: a total from net and tax, an amount of a line from its price. A
draft without an id gets one from its content, so that the same question has the same answer.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from app.books.records import Books, Direction, Document, DocumentStatus, PartyKind, Payment
from app.books.rows import documents, movements
from app.fraud.records.checks import Question, UnreadableDraft
from app.fraud.rules.drafts import Draft
from app.values import money

UNKNOWN: Mapping[str, str] = {
    "customer_id": "We could not find this customer in your books.",
    "supplier_id": "We could not find this supplier in your books.",
    "invoice_id": "We could not find this invoice or bill in your books.",
}


def draft(question: Question, business_id: UUID, *, now: datetime) -> Draft:
    """The document or payment, entered now. Raises `UnreadableDraft` where a party is of the wrong kind or missing."""
    fields = dict(question.fields) | {"created_at": now}
    fields["id"] = fields.get("id") or uuid5(business_id, repr(sorted(question.fields.items())))
    return _invoice(fields) if question.table == "invoices" else _payment(fields)


def side(question: Question, document: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Whose a payment is and which way it went, by the invoice or bill that it names, where it does not say itself.

    document : what the books say of that invoice or bill. Raises `UnreadableDraft` where they do not know it.
    """
    if document is None:
        raise UnreadableDraft({"invoice_id": UNKNOWN["invoice_id"]})
    parties = {name: document[name] for name in ("customer_id", "supplier_id") if name in document}
    if parties or question.fields.get("direction"):
        return parties
    return {"direction": Direction.OUT if document["invoice_type"] == "supplier" else Direction.IN}


def refuse_unknown(books: Books, question: Question) -> None:
    """Raises `UnreadableDraft` where the draft names a party or an invoice that is not in this business's books."""
    fields = question.fields
    buyers = {one.id for one in books.parties if one.kind is PartyKind.CUSTOMER}
    known = {
        "customer_id": buyers,
        "supplier_id": books.party_by_id.keys() - buyers,
        "invoice_id": books.document_by_id.keys(),
    }
    wrong = {
        name: UNKNOWN[name] for name, ids in known.items() if fields.get(name) is not None and fields[name] not in ids
    }
    if wrong:
        raise UnreadableDraft(wrong)


def _invoice(fields: dict[str, Any]) -> Document:
    if fields["invoice_type"] == "supplier" and fields.get("customer_id"):
        raise UnreadableDraft({"customer_id": "A bill comes from a supplier, not from a customer."})
    if fields["invoice_type"] == "customer" and fields.get("supplier_id"):
        raise UnreadableDraft({"supplier_id": "An invoice goes to a customer, not to a supplier."})
    tax, total = fields.get("tax_amount") or money.ZERO, fields["total_amount"]
    discount = fields.get("discount_amount") or money.ZERO
    net = fields.get("subtotal")
    row = fields | {
        "tax_amount": tax,
        "subtotal": total - tax + discount if net is None else net,
        "discount_amount": discount,
        "paid_amount": fields.get("paid_amount") or money.ZERO,
        "status": DocumentStatus.SENT if fields["status"] is DocumentStatus.DRAFT else fields["status"],
    }
    return documents.invoice(row, [_item(one) for one in fields.get("items") or ()], _facts(fields))


def _item(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    quantity, price = fields.get("quantity") or Decimal(1), fields["unit_price"]
    written = fields.get("total_amount")
    total = money.rounded(quantity * price) if written is None else written
    rate = fields.get("tax_rate") or money.ZERO
    return dict(fields) | {"quantity": quantity, "total_amount": total, "tax_rate": rate}


def _payment(fields: dict[str, Any]) -> Payment:
    if fields.get("customer_id") and fields.get("supplier_id"):
        raise UnreadableDraft({"supplier_id": "A payment has one party: a customer or a supplier."})
    found = movements.payment(fields, _facts(fields), {})
    if found is None:
        raise UnreadableDraft({"direction": "Say whether the money came in or went out."})
    return found


def _facts(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the app's tables have no column for, where the app knows it all the same."""
    told = {name: fields.get(name) for name in ("reference", "paid_to_account", "direction")}
    return {name: value for name, value in told.items() if value is not None}
