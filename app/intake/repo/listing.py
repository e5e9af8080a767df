"""Documents in lists: those of a business page by page, and those that may be the same as another."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.intake.records import Duplicate, Entry, EntryPage, Status
from app.intake.rules.likeness import Keys

MOST_ALIKE = 5
LISTED = (
    "id, file_name, status, page_count, document_type, supplier_name, invoice_number, invoice_date, total, created_at"
)
WHICH = "business_id = :business_id and (cast(:status as text) is null or status = :status)"
PAGE = text(
    f"select {LISTED} from document_extractions where {WHICH}"
    " order by created_at desc, id limit :per_page offset :skipped"
)
COUNT = text(f"select count(*) from document_extractions where {WHICH}")
ALIKE = text("""
    select id, coalesce(invoice_number, file_name) as number, irn = :irn as is_same_irn,
        supplier_key = :supplier as is_same_supplier, number_key = :number as is_same_number
    from document_extractions
    where business_id = :business_id and id <> :id and status in ('extracted', 'needs_review')
      and (irn = :irn
           or (supplier_key = :supplier and number_key = :number)
           or (number_key = :number and invoice_date = :day and total = :total)
           or (supplier_key = :supplier and (number_key is null or cast(:number as text) is null)
               and invoice_date = :day and total = :total))
    order by created_at, id limit :most
""")
NUMBERS = text("select id, invoice_number from public.invoices where business_id = :business_id and id = any (:ids)")


def fetch_page(tx: Connection, business_id: UUID, *, status: Status | None, page: int, per_page: int) -> EntryPage:
    """One page of the documents, the newest first."""
    values: dict[str, Any] = {"business_id": business_id, "status": status and status.value}
    total: int = tx.execute(COUNT, values).scalar_one()
    rows = tx.execute(PAGE, values | {"per_page": per_page, "skipped": (page - 1) * per_page}).mappings()
    entries = [Entry(**dict(row) | {"status": Status(row["status"])}) for row in rows]
    return EntryPage(entries, total, page, per_page)


def fetch_alike(tx: Connection, business_id: UUID, id: UUID, keys: Keys) -> list[Duplicate]:
    """Other documents sent by the business that are likely the same one."""
    if not keys.is_telling:
        return []
    values = {"business_id": business_id, "id": id, "most": MOST_ALIKE, "irn": keys.irn, "supplier": keys.supplier}
    rows = tx.execute(ALIKE, values | {"number": keys.number, "day": keys.day, "total": keys.total})
    return [Duplicate(row.id, row.number, "extraction", _why(row)) for row in rows]


def fetch_numbers(tx: Connection, business_id: UUID, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The numbers of bills and invoices in the books, by id."""
    rows = tx.execute(NUMBERS, {"business_id": business_id, "ids": list(ids)})
    return {row.id: row.invoice_number for row in rows}


def _why(row: Any) -> str:
    if row.is_same_irn:
        return "same_irn"
    if row.is_same_supplier:
        return "same_number" if row.is_same_number else "same_day_and_total"
    return "same_number_day_and_total"
