"""Payments, expenses, products, recurring payments and lines of the cash book from their rows."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.books.records import CashEntry, Direction, DocumentKind, Expense, Payment, Product, RecurringPayment

Row = Mapping[Any, Any]

OF_TRANSACTION = {"payment_in": Direction.IN, "payment_out": Direction.OUT}
OF_DOCUMENT = {DocumentKind.SALES_INVOICE: Direction.IN, DocumentKind.SUPPLIER_BILL: Direction.OUT}


def payment(row: Row, facts: Row, kinds: Mapping[UUID, DocumentKind]) -> Payment | None:
    """A payment, or `None` when nothing tells whether the money came or went.

    kinds : of the documents, since the table `payments` has no column for the direction.
    """
    note = facts.get("document_id")
    document_id = row.get("invoice_id") or (UUID(note) if note else None)
    direction = _direction(row, facts, kinds.get(document_id) if document_id else None)
    if direction is None:
        return None
    named = facts.get("party_id")
    return Payment(
        id=row["id"],
        direction=direction,
        amount=row["amount"],
        paid_on=row["payment_date"],
        mode=facts.get("mode") or row["payment_mode"],
        party_id=row.get("customer_id") or row.get("supplier_id") or (UUID(named) if named else None),
        document_id=document_id,
        reference=row.get("reference"),
        notes=row.get("notes"),
        paid_to_account=facts.get("paid_to_account"),
        entered_by=facts.get("created_by"),
        entered_at=None if facts.get("is_undated") else row.get("created_at"),
    )


def _direction(row: Row, facts: Row, kind: DocumentKind | None) -> Direction | None:
    """What the file said, else the transaction behind it, else the party's side, else the document's."""
    if facts.get("direction"):
        return Direction(facts["direction"])
    if row.get("type") in OF_TRANSACTION:
        return OF_TRANSACTION[row["type"]]
    if row.get("customer_id"):
        return Direction.IN
    if row.get("supplier_id"):
        return Direction.OUT
    return OF_DOCUMENT.get(kind) if kind else None


def expense(row: Row) -> Expense:
    """Money spent without a bill."""
    return Expense(
        id=row["id"],
        category=row["category"],
        amount=row["amount"],
        spent_on=row["expense_date"],
        description=row["description"],
        vendor=row.get("vendor"),
        is_recurring=bool(row.get("is_recurring")),
    )


def product(row: Row) -> Product:
    """A thing the business trades in."""
    return Product(
        id=row["id"],
        name=row["name"],
        unit=row["unit"],
        buying_price=row.get("purchase_price"),
        selling_price=row.get("selling_price"),
        in_stock=row["stock_quantity"],
        reorder_level=row["min_stock_level"],
        category=row.get("category"),
        is_active=row.get("is_active", True),
    )


def recurring_payment(row: Row) -> RecurringPayment:
    """A standing agreement with a customer or a supplier."""
    return RecurringPayment(
        id=row["id"],
        direction=Direction.IN if row.get("customer_id") else Direction.OUT,
        party_id=row.get("customer_id") or row["supplier_id"],
        description=row["description"],
        amount=row["amount"],
        frequency=row["frequency"],
        starts_on=row["start_date"],
        ends_on=row.get("end_date"),
        day_of_month=row.get("day_of_month"),
        is_active=row["status"] == "active",
    )


def cash_entry(row: Row) -> CashEntry:
    """One line of the cash book."""
    return CashEntry(
        id=row["id"],
        direction=Direction.IN if row["type"] == "IN" else Direction.OUT,
        amount=row["amount"],
        entered_on=row["entry_date"],
        mode=row["payment_mode"],
        details=row.get("details"),
    )
