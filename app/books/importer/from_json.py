"""A books JSON becomes rows of the app's tables and the facts those cannot hold, by the file alone."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.books.importer import checks, documents, movements, parties
from app.books.importer.faults import Spot
from app.books.importer.fields import Fields
from app.books.importer.staged import Row, Staged
from app.books.records.parties import RUPEE

READ = frozenset({
    "id", "name", "gstin", "trade", "category", "state", "address", "city", "pincode", "currency", "approval_threshold",
    "period", "parties", "documents", "payments", "expenses", "products", "recurring_payments", "cash_entries",
})  # fmt: skip


def staged(content: Any, *, owner_id: UUID, file: str = "books.json") -> Staged:
    """Every row in `content`, its faults beside it. Businesses without an owner of their own go to `owner_id`."""
    into = Staged()
    root = Fields(content if isinstance(content, Mapping) else {}, Spot(file), into.faults)
    if not isinstance(root.raw.get("businesses"), list):
        root.blame("businesses", "the file must be an object with the list `businesses`")
    else:
        for record in root.records("businesses"):
            _business(record, owner_id, into)
        _settle_currencies(into.rows["businesses"])
    into.faults.extend(into.dangling())
    return into


def _business(record: Fields, owner_id: UUID, into: Staged) -> None:
    who = into.enter(record, "business", None, owner_id=owner_id)
    into.skipped["business"].update(record.raw.keys() - READ)
    into.rows["businesses"].append({
        "id": who.id,
        "user_id": owner_id,
        "name": record.need("name", checks.text),
        "category": record.take("category", checks.text) or record.take("trade", checks.text, "general"),
        "state": record.take("state", checks.text),
        "address": record.take("address", checks.text),
        "city": record.take("city", checks.text),
        "pincode": record.take("pincode", checks.reference),
        "gst_number": record.take("gstin", checks.text),
        "currency": record.take("currency", checks.currency),
    })  # fmt: skip
    limit = record.take("approval_threshold", checks.amount)
    into.note(who.id, "business", who.id, who.facts | ({} if limit is None else {"approval_threshold": str(limit)}))
    known = parties.read(record, who.id, owner_id, into)
    documents.read(record, known, who.id, owner_id, into)
    movements.read(record, known, who.id, owner_id, into)


def _settle_currencies(businesses: list[Row]) -> None:
    """A file that names no currency leaves the column to the app; beside one that does, the rest are in rupees."""
    is_told = any(row["currency"] for row in businesses)
    for row in businesses:
        if is_told:
            row["currency"] = row["currency"] or RUPEE
        else:
            del row["currency"]
