"""The table `document_extractions`. Every statement names its business but one, which asks for whose a document is."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, text

from app.intake.records import Kept, Status
from app.intake.repo import extraction_json, found_by
from app.invoices.records.extractions import Extraction
from app.invoices.records.pages import Pages
from app.invoices.repo import pages_json
from app.runtime import sealing
from app.runtime.sealing import columns

OWNER = "select business_id from document_extractions where id = :id"
COLUMNS = (
    "id, business_id, sha256, file_name, media_type, reference_date, status, page_count, result, assessment, step,"
    " job_id, reviewed_at, created_at, extracted_at"
)
FETCH = f"select {COLUMNS} from document_extractions where id = :id and business_id = :business_id"
INSERT = text(
    "insert into document_extractions (id, business_id, uploaded_by, sha256, file_name, media_type, size_bytes,"
    " reference_date, created_at) values (:id, :business_id, :by, :sha256, :file_name, :media_type, :size_bytes, :on,"
    " :now) on conflict do nothing"
)
SAVE_READ = text(
    "update document_extractions set pages = cast(:pages as jsonb), result = cast(:result as jsonb), status = :status,"
    " page_count = :page_count, engine_version = :version, extracted_at = :now"
    " where id = :id and business_id = :business_id"
)
SAVE_ASSESSMENT = text(
    "update document_extractions set assessment = cast(:assessment as jsonb), document_type = :document_type,"
    " supplier_name = :supplier_name, invoice_number = :invoice_number, invoice_date = :invoice_date, total = :total,"
    " supplier_key = :supplier_key, number_key = :number_key, irn = :irn, look_up = :look_up"
    " where id = :id and business_id = :business_id and step = :step"
)
STEP = text(
    "update document_extractions set step = :step, status = :status, reviewed_at = coalesce(:reviewed_at, reviewed_at)"
    " where id = :id and business_id = :business_id"
)
ASK = text("update document_extractions set job_id = :job_id where id = :id and business_id = :business_id")
FORGET_JOBS = text("delete from jobs where business_id = :business_id and name = :name and id = :job_id")
DELETE = text(
    "delete from document_extractions where id = :id and business_id = :business_id returning page_count, job_id"
)


def fetch(tx: Connection, id: UUID, business_id: UUID, *, is_locked: bool = False) -> Kept | None:
    """The document; locked until the transaction ends where it is to be changed."""
    # nosemgrep: sql-from-pieces -- one constant behind another
    statement = text(FETCH + (" for update" if is_locked else ""))
    row = tx.execute(statement, {"id": id, "business_id": business_id}).mappings().one_or_none()
    return kept(tx, row) if row else None


def insert(tx: Connection, kept: Kept, *, size_bytes: int, by: UUID | None) -> bool:
    """Keeps a document that is still to be read; False when the same bytes are there already."""
    values = {name: getattr(kept, name) for name in ("id", "business_id", "sha256", "file_name", "media_type", "on")}
    values |= {"size_bytes": size_bytes, "by": by, "now": kept.created_at}
    values["file_name"] = sealing.of(tx).text(kept.file_name, columns.DOCUMENT_NAME.place(kept.id))
    return tx.execute(INSERT, values).rowcount == 1


def save_job(tx: Connection, kept: Kept, job_id: UUID) -> None:
    """Notes the job that reads the document."""
    tx.execute(ASK, {"id": kept.id, "business_id": kept.business_id, "job_id": job_id})


def save_read(
    tx: Connection,
    kept: Kept,
    extraction: Extraction,
    pages: Pages | None,
    *,
    status: Status,
    version: str,
    now: datetime,
) -> None:
    """Keeps what was read in a document, and its words."""
    seals, read = sealing.of(tx), extraction_json.written(extraction)
    words = seals.json(pages_json.written(pages), columns.DOCUMENT_PAGES.place(kept.id)) if pages else None
    values = {
        "id": kept.id,
        "business_id": kept.business_id,
        "pages": json.dumps(words) if words else None,
        "result": json.dumps(seals.json(read, columns.DOCUMENT_RESULT.place(kept.id))),
        "status": status.value,
        "page_count": len(pages.pages) if pages else 0,
        "version": version,
        "now": now,
    }
    tx.execute(SAVE_READ, values)


def save_assessment(tx: Connection, kept: Kept, assessment: Mapping[str, Any], listed: Mapping[str, Any]) -> None:
    """Keeps what a document is to the books, and what lists show of it; not where a later step has changed it since."""
    told = sealing.of(tx).json({**assessment, "step": kept.step}, columns.DOCUMENT_ASSESSMENT.place(kept.id))
    values = {"id": kept.id, "business_id": kept.business_id, "step": kept.step, "assessment": json.dumps(told)}
    tx.execute(SAVE_ASSESSMENT, {**values, **found_by.sealed(tx, kept, listed)})


def save_step(tx: Connection, kept: Kept, *, step: int, status: Status, reviewed_at: datetime | None) -> None:
    """Notes that a person has set something right, or has looked at all of it."""
    values = {"id": kept.id, "business_id": kept.business_id, "step": step, "status": status.value}
    tx.execute(STEP, values | {"reviewed_at": reviewed_at})


def delete(tx: Connection, id: UUID, business_id: UUID, *, job_name: str) -> int:
    """Deletes a document with its corrections, and the job whose result tells what was in it; how many pages it had."""
    row = tx.execute(DELETE, {"id": id, "business_id": business_id}).one_or_none()
    if row is None:
        return 0
    tx.execute(FORGET_JOBS, {"business_id": business_id, "name": job_name, "job_id": row.job_id})
    pages: int = row.page_count
    return pages


def kept(tx: Connection, row: RowMapping | Mapping[str, Any]) -> Kept:
    """The document of a row with `COLUMNS`."""
    values = {name: value for name, value in row.items() if name not in ("result", "reference_date", "status")}
    seals, id = sealing.of(tx), row["id"]
    told = seals.opened_json(row["result"], columns.DOCUMENT_RESULT.place(id))
    values["file_name"] = seals.opened(row["file_name"], columns.DOCUMENT_NAME.place(id))
    values["assessment"] = seals.opened_json(row["assessment"], columns.DOCUMENT_ASSESSMENT.place(id))
    return Kept(
        **values,
        on=row["reference_date"],
        status=Status(row["status"]),
        extraction=extraction_json.read(told) if told else None,
    )
