"""Uploads of GSTR-2B and the rows made from them, in tables of their own. Every statement names its business."""

import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, text

from app.compliance.records.matching import Paper
from app.compliance.records.reconciliation import Basis, Upload
from app.compliance.repo import paper_json

AT_ONCE = 5_000
"""Rows a statement: enough to be quick, few enough for the time-out of one."""

UPLOAD = "u.id, u.business_id, u.period, u.gstin, u.sha256, u.format, u.papers, u.generated_on, u.created_at"
BY_HASH = text(f"select {UPLOAD} from gstr2b_uploads u where u.business_id = :business and u.sha256 = :sha256")
STATEMENT = text(
    f"select {UPLOAD} from gstr2b_uploads u where u.business_id = :business and u.period = :period"
    " order by u.generated_on desc nulls last, u.created_at desc, u.id limit 1"
)
SAME_DAY = text(
    f"select {UPLOAD} from gstr2b_uploads u where u.business_id = :business and u.period = :period"
    " and (u.id = :id or u.generated_on = :generated_on) order by u.created_at desc, u.id"
)
NEW_UPLOAD = text(
    "insert into gstr2b_uploads (id, business_id, period, gstin, sha256, format, papers, generated_on, uploaded_by,"
    " created_at) values (:id, :business_id, :period, :gstin, :sha256, :format, :papers, :generated_on, :by,"
    " :created_at) on conflict (business_id, sha256) do nothing"
)
NEW_PAPERS = text(
    "insert into gstr2b_papers (upload_id, business_id, place, paper)"
    " select :upload, :business, :first + at - 1, paper"
    " from jsonb_array_elements(cast(:papers as jsonb)) with ordinality as list (paper, at)"
)
PAPERS = text("select paper from gstr2b_papers where business_id = :business and upload_id = :upload order by place")
AMENDED_LATER = text(
    "select p.paper from gstr2b_papers p join gstr2b_uploads u on u.id = p.upload_id"
    " where p.business_id = :business and u.period > :period and p.paper ->> 'is_amended' = 'true'"
    " order by u.period, p.place"
)
BASIS = text(
    f"select {UPLOAD}, r.book_revision, r.rules_version, r.matched_at from gstr2b_reconciliations r"
    " join gstr2b_uploads u on u.id = r.upload_id where r.business_id = :business and r.period = :period"
)
NEWEST = text("select max(created_at) from gstr2b_uploads where business_id = :business")
PERIODS = text("select distinct period from gstr2b_uploads where business_id = :business order by period desc")
GSTIN = text("select gst_number from businesses where id = :business")
LOCK = text("select pg_advisory_xact_lock(hashtextextended('gstr2b:' || cast(:business as text), 0))")


def lock(tx: Connection, business_id: UUID) -> None:
    """Until the transaction ends, nobody else writes what the matching of this business makes."""
    tx.execute(LOCK, {"business": business_id})


def fetch_gstin(tx: Connection, business_id: UUID) -> str | None:
    """The GSTIN that the business has entered."""
    found: str | None = tx.execute(GSTIN, {"business": business_id}).scalar()
    return found


def fetch_by_hash(tx: Connection, business_id: UUID, sha256: str) -> Upload | None:
    """The upload of these very bytes."""
    return _one(tx.execute(BY_HASH, {"business": business_id, "sha256": sha256}).mappings().one_or_none())


def fetch_statement(tx: Connection, business_id: UUID, period: str) -> Upload | None:
    """The month's statement: of all uploads the one that the portal made last."""
    return _one(tx.execute(STATEMENT, {"business": business_id, "period": period}).mappings().one_or_none())


def fetch_files_of_day(tx: Connection, statement: Upload) -> list[Upload]:
    """The uploads of the month that the portal made on the day of its statement, the newest first."""
    values = {"business": statement.business_id, "period": statement.period, "id": statement.id}
    rows = tx.execute(SAME_DAY, values | {"generated_on": statement.generated_on}).mappings()
    return [upload for row in rows if (upload := _one(row))]


def fetch_papers(tx: Connection, upload: Upload) -> list[Paper]:
    """The documents of an upload in their order."""
    rows = tx.execute(PAPERS, {"business": upload.business_id, "upload": upload.id}).scalars()
    return [paper_json.read(paper) for paper in rows]


def fetch_amended_later(tx: Connection, upload: Upload) -> list[Paper]:
    """The amended documents in the statements of later months."""
    rows = tx.execute(AMENDED_LATER, {"business": upload.business_id, "period": upload.period}).scalars()
    return [paper_json.read(paper) for paper in rows]


def fetch_basis(tx: Connection, business_id: UUID, period: str) -> Basis | None:
    """From what the rows of the month were made; None where there are none yet."""
    row = tx.execute(BASIS, {"business": business_id, "period": period}).mappings().one_or_none()
    upload = _one(row)
    if row is None or upload is None:
        return None
    return Basis(upload, row["book_revision"], row["rules_version"], row["matched_at"])


def is_newest_known(tx: Connection, business_id: UUID, basis: Basis) -> bool:
    """Whether no file of any month came after the match: a bill of this month may stand in the next month's 2B."""
    newest = tx.execute(NEWEST, {"business": business_id}).scalar()
    return newest is None or newest <= basis.matched_at


def fetch_periods(tx: Connection, business_id: UUID) -> list[str]:
    """The months that have a statement, the newest first."""
    return list(tx.execute(PERIODS, {"business": business_id}).scalars())


def save_upload(tx: Connection, upload: Upload, papers: Sequence[Paper], *, by: UUID | None) -> bool:
    """Keeps a file's papers; False when the same bytes are kept already."""
    values: dict[str, Any] = {name: getattr(upload, name) for name in Upload.__slots__} | {"by": by}
    if tx.execute(NEW_UPLOAD, values).rowcount == 0:
        return False
    for first, part in _parts(papers):
        listed = json.dumps([paper_json.written(paper) for paper in part], ensure_ascii=False)
        tx.execute(NEW_PAPERS, {"upload": upload.id, "business": upload.business_id, "first": first, "papers": listed})
    return True


def _parts(papers: Sequence[Paper]) -> Iterable[tuple[int, Sequence[Paper]]]:
    for first in range(0, len(papers), AT_ONCE):
        yield first, papers[first : first + AT_ONCE]


def _one(row: RowMapping | None) -> Upload | None:
    return Upload(**{name: row[name] for name in Upload.__slots__}) if row else None
