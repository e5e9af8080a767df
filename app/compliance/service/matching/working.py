"""What the worker does: a file read and kept, a month matched. Both may be run twice."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from app.books import reader
from app.books.records import Books
from app.compliance.records.matching import Paper
from app.compliance.records.portal_2b import File2B, FileRefused
from app.compliance.records.reconciliation import Basis, KeptRow, Upload
from app.compliance.repo import matching as repo
from app.compliance.repo import reconciled
from app.compliance.rules import matching as rules
from app.compliance.rules import portal_2b
from app.compliance.rules.matching import amendments, month, parts
from app.compliance.rules.matching import books as bought
from app.compliance.service.matching import files
from app.runtime.identity import Caller
from app.runtime.jobs.records import Progress
from app.runtime.runtime import Runtime
from app.runtime.storage import ObjectNotFound
from app.values.period import Month, indian_date

READ_JOB = "compliance.read_2b"
MATCH_JOB = "compliance.match_2b"


def read_job(
    rt: Runtime,
    *,
    business_id: UUID,
    now: datetime,
    progress: Progress,
    upload: str,
    sha256: str,
    file_format: str,
    by: str | None = None,
    **_: Any,
) -> dict[str, Any]:
    """Reads an uploaded file, keeps and matches it, and deletes the upload; what is refused is told, not kept."""
    progress(0.1, "Reading the file")
    try:
        content = rt.sealed_files.get(upload)
    except ObjectNotFound:
        return {"is_kept": _known(rt, business_id, sha256) is not None}
    try:
        kept = keep(
            rt, business_id, content, sha256=sha256, file_format=file_format, by=UUID(by) if by else None, now=now
        )
    except FileRefused as refused:
        rt.sealed_files.delete(upload)
        return {"is_kept": False, "field": refused.field, "sentence": refused.sentence}
    progress(0.5, "Matching your bills")
    matched = match(rt, business_id, kept.period)
    rt.sealed_files.delete(upload)
    return {"is_kept": True, "papers": kept.papers, **_told(business_id, kept.period, matched)}


def match_job(rt: Runtime, *, business_id: UUID, progress: Progress, period: str, **_: Any) -> dict[str, Any]:
    """Matches a month anew from the books as they are."""
    progress(0.2, "Matching your bills")
    return _told(business_id, period, match(rt, business_id, period))


def _told(business_id: UUID, period: str, rows: int) -> dict[str, Any]:
    href = f"/api/v1/compliance/{business_id}/reconciliation?period={period}"
    return {"period": period, "rows": rows, "href": href}


def keep(
    rt: Runtime,
    business_id: UUID,
    content: bytes,
    *,
    sha256: str,
    file_format: str,
    by: UUID | None,
    now: datetime,
) -> Upload:
    """The file's statement, kept; the same bytes again are the same upload. Raises `FileRefused`."""
    known = _known(rt, business_id, sha256)
    if known:
        return known
    with rt.db.transaction(Caller.service()) as tx:
        own = repo.fetch_gstin(tx, business_id)
    file = portal_2b.accepted(files.statement(content, file_format), business_gstin=own, on=indian_date(now))
    upload = _upload(file, business_id, sha256, file_format, rt.clock.now())  # reading took a while
    with rt.db.transaction(Caller.service()) as tx:
        repo.save_upload(tx, upload, file.papers, by=by)
    return upload


def match(rt: Runtime, business_id: UUID, period: str) -> int:
    """Matches a month from the books and its newest statement; how many rows it has; 0 without a statement."""
    began_at = rt.clock.now()  # what is kept after this moment was not seen
    with rt.db.transaction(Caller.service()) as tx:
        books = reader.load(tx, business_id)
        statement = repo.fetch_statement(tx, business_id, period)
        if statement is None:
            return 0
        told = parts.whole(repo.fetch_papers(tx, file) for file in repo.fetch_files_of_day(tx, statement))
        inward = amendments.unreplaced(told, repo.fetch_amended_later(tx, statement))
        elsewhere = reconciled.fetch_matched_elsewhere(tx, business_id, period)
    found = _rows(books, Month.parsed(period), inward, elsewhere)
    basis = Basis(statement, books.revision, rules.VERSION, began_at)
    with rt.db.transaction(Caller.service()) as tx:
        repo.lock(tx, business_id)
        reconciled.replace(tx, basis, found)
    return len(found)


def _rows(books: Books, period: Month, inward: list[Paper], elsewhere: frozenset[str]) -> list[KeptRow]:
    """The rows of a month: bills that do not stand in another month's 2B, or are amended in this one's, against it."""
    bills = list(bought.papers(books, period))
    elsewhere -= amendments.amended_bills(bills, inward)
    purchases = [paper for paper in bills if paper.id not in elsewhere]
    found = rules.reconciled(purchases, inward)
    return month.kept(found, business_id=books.business.id, period=period)


def _known(rt: Runtime, business_id: UUID, sha256: str) -> Upload | None:
    with rt.db.transaction(Caller.service()) as tx:
        return repo.fetch_by_hash(tx, business_id, sha256)


def _upload(file: File2B, business_id: UUID, sha256: str, file_format: str, now: datetime) -> Upload:
    return Upload(
        id=uuid5(business_id, sha256),
        business_id=business_id,
        period=str(file.period),
        gstin=file.gstin,
        sha256=sha256,
        format=file_format,
        papers=len(file.papers),
        generated_on=file.generated_on,
        created_at=now,
    )
