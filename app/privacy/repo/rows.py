"""SQL over the rows of whoever is exported or erased, made from the table of treatments alone.

Rows are worked on some hundred at a time, by where they lie, so that no statement holds a lock for long.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, TextClause, text

from app.privacy.records import Deed, Subject, Table, Treatment, Whom
from app.runtime import sealing
from app.runtime.sealing import opening

MOST = 500
"""Rows of one transaction."""
EXPORTED = "id in (select job_id from ai_privacy_requests where kind = 'export' and {} = :subject)"
WORK = {
    Subject.BUSINESS: "(business_id = :subject or payload ->> 'place' = cast(:subject as text) or "
    + EXPORTED.format("business_id")
    + ")",
    Subject.USER: f"(requested_by = :subject and business_id is null or {EXPORTED.format('requested_by')})",
}
"""The jobs of the subject: exports belong to no business, and would write a file of what is erased meanwhile."""
RUNNING = {one: text(f"select count(*) from jobs where state = 'running' and {whose}") for one, whose in WORK.items()}
QUEUED = {one: text(f"select id from jobs where state = 'queued' and {whose}") for one, whose in WORK.items()}
UPLOADS = {
    Subject.BUSINESS: text(
        "select payload ->> 'upload' from jobs where business_id = :subject and payload ->> 'upload' is not null"
    ),
    Subject.USER: text(
        "select payload ->> 'upload' from jobs where requested_by = :subject and payload ->> 'upload' is not null"
    ),
}
DOCUMENTS = text(
    "select id, page_count, file_name, media_type, sha256 from document_extractions where business_id = :subject"
    " order by created_at, id"
)
EXPORTS = {
    Subject.BUSINESS: text("select id from ai_privacy_requests where kind = 'export' and business_id = :subject"),
    Subject.USER: text("select id from ai_privacy_requests where kind = 'export' and requested_by = :subject"),
}


def treat(tx: Connection, table: Table, treatment: Treatment, whom: Whom) -> int:
    """Erases or anonymises some rows; how many. Fewer than `MOST` were the last ones."""
    done = tx.execute(_statement(table.name, treatment), _values(treatment, whom) | {"most": MOST})
    return done.rowcount


def count(tx: Connection, table: Table, treatment: Treatment, whom: Whom) -> int:
    """How many rows a treatment is about."""
    if not treatment.where:
        return 0
    # nosemgrep: sql-from-pieces -- names and conditions of the table of treatments
    counted = text(f"select count(*) from {table.name} where {treatment.where}")
    return int(tx.execute(counted, {"subject": whom.id}).scalar_one())


def fetch(tx: Connection, table: Table, where: str, whom: Whom) -> Iterator[Mapping[str, Any]]:
    """The rows of a table that fit the condition, opened where they are sealed, some at a time."""
    seals = sealing.of(tx)
    # nosemgrep: sql-from-pieces -- names and conditions of the table of treatments
    chosen = text(f"select * from {table.name} where {where}").execution_options(yield_per=MOST)
    for row in tx.execute(chosen, {"subject": whom.id}).mappings():
        yield opening.opened(seals, table.name, row)


def fetch_running(tx: Connection, whom: Whom) -> int:
    """How many jobs of the subject are being carried out."""
    return int(tx.execute(RUNNING[whom.subject], {"subject": whom.id}).scalar_one())


def fetch_queued(tx: Connection, whom: Whom) -> list[UUID]:
    """The jobs of the subject that nobody has started."""
    return list(tx.execute(QUEUED[whom.subject], {"subject": whom.id}).scalars())


def fetch_uploads(tx: Connection, whom: Whom) -> list[str]:
    """Where the uploads lie that jobs of the subject were given."""
    return list(tx.execute(UPLOADS[whom.subject], {"subject": whom.id}).scalars())


def fetch_documents(tx: Connection, whom: Whom) -> list[Mapping[str, Any]]:
    """The documents of a business; a user has none of his own."""
    if whom.subject is Subject.USER:
        return []
    found, seals = tx.execute(DOCUMENTS, {"subject": whom.id}).mappings(), sealing.of(tx)
    return [opening.opened(seals, "document_extractions", row) for row in found]


def fetch_exports(tx: Connection, whom: Whom) -> list[UUID]:
    """The requests that wrote files about the subject."""
    return list(tx.execute(EXPORTS[whom.subject], {"subject": whom.id}).scalars())


def _statement(table: str, treatment: Treatment) -> TextClause:
    some = f"ctid = any (array(select ctid from {table} where {treatment.where} limit :most))"
    if treatment.deed is Deed.ERASED:
        # nosemgrep: sql-from-pieces -- names and conditions of the table of treatments
        return text(f"delete from {table} where {some}")
    # nosemgrep: sql-from-pieces -- names and conditions of the table of treatments
    return text(f"update {table} set {treatment.sets} where {some}")


def _values(treatment: Treatment, whom: Whom) -> dict[str, Any]:
    values: dict[str, Any] = {"subject": whom.id}
    return values | ({"pseudonym": whom.pseudonym} if treatment.deed is Deed.ANONYMISED else {})
