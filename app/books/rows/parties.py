"""Businesses and parties from their rows."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.books.records import BankChange, Business, Party, PartyKind
from app.books.records.parties import RUPEE

Row = Mapping[Any, Any]

RUPEE_WORDS = frozenset({"", "RS", "RS.", "₹", "RUPEE", "RUPEES"})
"""How else an owner may have written the currency that the app sets without asking."""


def business(row: Row, facts: Row) -> Business:
    """One business; its approval limit stands in the facts, as the app has no column for it."""
    limit = facts.get("approval_threshold")
    place = (row.get("address"), row.get("city"), row.get("pincode"))
    return Business(
        id=row["id"],
        owner_id=row["user_id"],
        name=row["name"],
        category=row.get("category"),
        state=row.get("state"),
        gstin=row.get("gst_number"),
        address=", ".join(part for part in place if part) or None,
        approval_limit=None if limit is None else Decimal(limit),
        currency=_currency(row.get("currency") or ""),
    )


def party(kind: PartyKind, row: Row, facts: Row) -> Party:
    """A customer or supplier, or an employee whose facts are taken for a row."""
    bank = facts.get("bank") or {}
    return Party(
        id=row["id"],
        kind=kind,
        name=row["name"],
        gstin=row.get("gst_number"),
        phone=row.get("phone"),
        email=row.get("email"),
        address=row.get("address"),
        upi_id=row.get("upi_id") or facts.get("upi_id"),
        bank_account=bank.get("account"),
        bank_ifsc=bank.get("ifsc"),
        bank_changes=tuple(_bank_change(change) for change in facts.get("bank_changes", ())),
        created_at=None if facts.get("is_undated") else row.get("created_at"),
    )


def employee(id: UUID, facts: Row) -> Party:
    """An employee, who stands in the facts whole."""
    created_at = facts.get("created_at")
    row = {**facts, "id": id, "created_at": datetime.fromisoformat(created_at) if created_at else None}
    return party(PartyKind.EMPLOYEE, row, facts)


def _currency(written: str) -> str:
    code = written.strip().upper()
    return RUPEE if code in RUPEE_WORDS else code


def _bank_change(change: Row) -> BankChange:
    return BankChange(
        changed_at=datetime.fromisoformat(change["changed_at"]),
        old_account=change.get("old_account"),
        new_account=change.get("new_account"),
        is_verified=change.get("verified"),
        changed_by=change.get("changed_by"),
    )
