"""The business and its customers and suppliers, read straight: one document is no reason to load a set of books."""

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.books.rows import parties
from app.intake.records import Known, Own

MOST = 20_000
BUSINESS = text(
    "select id, user_id, name, category, address, city, state, pincode, gst_number, currency"
    " from public.businesses where id = :id"
)
PARTIES = {
    kind: text(
        f"select id, name, gst_number, phone from public.{kind} where business_id = :id order by name, id limit {MOST}"
    )
    for kind in ("suppliers", "customers")
}


def fetch_own(tx: Connection, business_id: UUID) -> Own:
    """The business with those it deals with; it must be there."""
    found = parties.business(tx.execute(BUSINESS, {"id": business_id}).mappings().one(), {})
    known: dict[str, Any] = {kind: _known(tx, kind, business_id) for kind in PARTIES}
    return Own(found.id, found.name, found.gstin, found.currency, **known)


def _known(tx: Connection, kind: str, business_id: UUID) -> list[Known]:
    rows = tx.execute(PARTIES[kind], {"id": business_id})
    return [Known(row.id, row.name, row.gst_number, row.phone) for row in rows]
