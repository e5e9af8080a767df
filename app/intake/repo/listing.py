"""Documents in lists: those of a business page by page, and those that may be the same as another."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, text

from app.intake.records import Duplicate, Entry, EntryPage, Status
from app.intake.rules.likeness import Keys
from app.runtime import sealing
from app.runtime.sealing import columns, indexes

MOST_ALIKE = 5
SEALED = (columns.DOCUMENT_NAME, columns.DOCUMENT_SUPPLIER, columns.DOCUMENT_NUMBER)
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
    select id, invoice_number, file_name, irn = any (:irn) as is_same_irn,
        supplier_key = any (:supplier) as is_same_supplier, number_key = any (:number) as is_same_number
    from document_extractions
    where business_id = :business_id and id <> :id and status in ('extracted', 'needs_review')
      and (irn = any (:irn)
           or (supplier_key = any (:supplier) and number_key = any (:number))
           or (number_key = any (:number) and invoice_date = :day and total = :total)
           or (supplier_key = any (:supplier) and (number_key is null or cardinality(:number) = 0)
               and invoice_date = :day and total = :total))
    order by created_at, id limit :most
""")
NUMBERS = text("select id, invoice_number from public.invoices where business_id = :business_id and id = any (:ids)")


def fetch_page(tx: Connection, business_id: UUID, *, status: Status | None, page: int, per_page: int) -> EntryPage:
    """One page of the documents, the newest first."""
    values: dict[str, Any] = {"business_id": business_id, "status": status and status.value}
    total: int = tx.execute(COUNT, values).scalar_one()
    rows = tx.execute(PAGE, values | {"per_page": per_page, "skipped": (page - 1) * per_page}).mappings()
    entries = [Entry(**dict(row) | {"status": Status(row["status"])} | _shown(tx, row)) for row in rows]
    return EntryPage(entries, total, page, per_page)


def fetch_alike(tx: Connection, business_id: UUID, id: UUID, keys: Keys) -> list[Duplicate]:
    """Other documents sent by the business that are likely the same one."""
    if not keys.is_telling:
        return []
    sought = {"irn": keys.irn, "supplier_key": keys.supplier, "number_key": keys.number}
    forms = {
        name.removesuffix("_key"): indexes.forms(sealing.of(tx), name, value, business_id)
        for name, value in sought.items()
    }
    values = {"business_id": business_id, "id": id, "most": MOST_ALIKE, "day": keys.day, "total": keys.total}
    rows = tx.execute(ALIKE, values | forms).mappings()
    return [Duplicate(row["id"], _name(tx, row), "extraction", _why(row)) for row in rows]


def fetch_numbers(tx: Connection, business_id: UUID, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The numbers of bills and invoices in the books, by id."""
    rows = tx.execute(NUMBERS, {"business_id": business_id, "ids": list(ids)})
    return {row.id: row.invoice_number for row in rows}


def _shown(tx: Connection, row: RowMapping) -> dict[str, str | None]:
    """What is sealed of a row, by the names of its columns."""
    seals = sealing.of(tx)
    found = {column.name: (row[column.name], column.place(row["id"])) for column in SEALED if column.name in row}
    return {name: told and seals.opened(told, place) for name, (told, place) in found.items()}


def _name(tx: Connection, row: RowMapping) -> str:
    """The number of a document, or what its file is called."""
    shown = _shown(tx, row)
    return shown["invoice_number"] or shown["file_name"] or ""


def _why(row: RowMapping) -> str:
    if row["is_same_irn"]:
        return "same_irn"
    if row["is_same_supplier"]:
        return "same_number" if row["is_same_number"] else "same_day_and_total"
    return "same_number_day_and_total"
