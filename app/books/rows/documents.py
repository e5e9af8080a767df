"""Documents and their items from their rows; notes from the facts in which they stand whole."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.books.records import Document, DocumentKind, DocumentStatus, Item
from app.values import money

Row = Mapping[Any, Any]

NOTES = (DocumentKind.CREDIT_NOTE, DocumentKind.DEBIT_NOTE)
KINDS = {"customer": DocumentKind.SALES_INVOICE, "supplier": DocumentKind.SUPPLIER_BILL}
SAME = Decimal("0.05")
"""Two amounts of an item that differ by no more are the same one, rounded on different ways."""


def invoice(row: Row, items: Sequence[Row], facts: Row) -> Document:
    """A sales invoice or a supplier's bill."""
    related = facts.get("related_document_id")
    named = facts.get("party_id")
    return Document(
        id=row["id"],
        kind=KINDS[row["invoice_type"]] if "invoice_type" in row else row["kind"],
        number=row["invoice_number"],
        issued_on=row["invoice_date"],
        subtotal=row["subtotal"],
        tax_amount=row["tax_amount"],
        total=row["total_amount"],
        paid=row["paid_amount"],
        status=_status(row, facts),
        party_id=row.get("customer_id") or row.get("supplier_id") or (UUID(named) if named else None),
        due_on=row.get("due_date"),
        discount=row.get("discount_amount") or money.ZERO,
        items=tuple(map(item, items)),
        reference=facts.get("reference"),
        related_document_id=UUID(related) if related else None,
        notes=row.get("notes"),
        source=facts.get("source"),
        entered_by=facts.get("created_by"),
        entered_at=None if facts.get("is_undated") else row.get("created_at"),
    )


def note(kind: str, id: UUID, facts: Row) -> Document:
    """A credit or debit note, which has no table of its own."""
    amounts = ("subtotal", "tax_amount", "total_amount", "paid_amount", "discount_amount")
    created_at, due_on = facts.get("created_at"), facts.get("due_date")
    row = {
        **facts,
        **{name: Decimal(facts.get(name, "0")) for name in amounts},
        "id": id,
        "kind": DocumentKind(kind),
        "invoice_date": date.fromisoformat(facts["invoice_date"]),
        "due_date": date.fromisoformat(due_on) if due_on else None,
        "created_at": datetime.fromisoformat(created_at) if created_at else None,
    }
    status = {"status": facts["status"], "status_at_paid": facts.get("paid_amount", "0")}
    return invoice(row, [_plain_item(item) for item in facts.get("items", ())], {**facts, **status})


def item(row: Row) -> Item:
    """One line. Its amount is before tax; where the app kept it with tax, the arithmetic tells so."""
    gross = row["quantity"] * row["unit_price"]
    discount = _discount(row, gross)
    net = money.rounded(gross - discount)
    rate = row["tax_rate"]
    if row.get("tax_type") == "fixed":
        rate = money.rounded(rate / net * 100) if net else Decimal(0)
    written = row["total_amount"]
    is_with_tax = abs(written - net) > SAME and abs(written - money.rounded(net * (100 + rate) / 100)) <= SAME
    return Item(
        name=row["name"],
        quantity=row["quantity"],
        unit_price=row["unit_price"],
        rate_percent=rate,
        amount=net if is_with_tax else written,
        hsn_code=row.get("hsn_code"),
        unit=row.get("unit"),
        is_taxable=row.get("is_taxable", True),
        discount=discount,
        metadata=_said_by_the_document(row.get("metadata")),
    )


def _said_by_the_document(metadata: object) -> Mapping[str, Any]:
    """The line's metadata. The app's column takes any JSON, and what is no object with named parts says nothing."""
    return metadata if isinstance(metadata, dict) else {}


def _status(row: Row, facts: Row) -> DocumentStatus:
    """The row's status, unless the file said another and the app, which derives it, has seen no payment since."""
    said = facts.get("status")
    if said and row["status"] != DocumentStatus.CANCELLED and row["paid_amount"] == Decimal(facts["status_at_paid"]):
        return DocumentStatus(said)
    return DocumentStatus(row["status"])


def _discount(row: Row, gross: Decimal) -> Decimal:
    rate = row.get("discount_rate")
    if not rate:
        return money.ZERO
    return money.rounded(gross * rate / 100 if row.get("discount_type", "percentage") == "percentage" else rate)


def _plain_item(stored: Row) -> Row:
    numbers = ("quantity", "unit_price", "tax_rate", "discount_rate", "total_amount")
    return {**stored, **{name: Decimal(stored.get(name, "0")) for name in numbers}}
