"""The rows of a month's match, their sums, and what owners said of them. Every statement names its business."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, text

from app.compliance.records.matching import State
from app.compliance.records.reconciliation import Basis, KeptRow, OfSupplier, Sums, Told, Verb
from app.compliance.repo import paper_json
from app.compliance.repo.matching import AT_ONCE

PAIRED = "('exact', 'suggested', 'mismatch')"
ELSEWHERE = text(
    "select document_id from gstr2b_rows where business_id = :business and period <> :period"
    f" and document_id is not null and state in {PAIRED}"
)
STATE = text("""
    select concat_ws('|', (select max(matched_at) from gstr2b_reconciliations where business_id = :business),
        (select max(answered_at) from gstr2b_answers where business_id = :business))
""")
# Each month is matched at its own time, so that a bill may still be missed here that stands in another month's by now.
NOT_ELSEWHERE = f"""
    (r.state <> 'missing_in_2b' or not exists (select from gstr2b_rows o where o.business_id = r.business_id
        and o.document_id = r.document_id and o.period <> r.period and o.state in {PAIRED}))
"""
MISSING = text(f"""
    select distinct r.document_id from gstr2b_rows r
    left join gstr2b_answers a on a.business_id = r.business_id and a.row_id = r.id
    where r.business_id = :business and r.state = 'missing_in_2b' and r.document_id is not null and {NOT_ELSEWHERE}
      and a.answer is distinct from 'ignore'
""")
FORGET = text("delete from gstr2b_rows where business_id = :business and period = :period")
NEW = text("""
    insert into gstr2b_rows (id, business_id, period, place, state, supplier_gstin, supplier_name, document_id, value,
        tax, row)
    select id, :business, :period, place, state, supplier_gstin, supplier_name, document_id, value, tax, row
    from jsonb_to_recordset(cast(:rows as jsonb)) as list (id uuid, place integer, state text, supplier_gstin text,
        supplier_name text, document_id uuid, value numeric, tax numeric, row jsonb)
""")
MADE = text("""
    insert into gstr2b_reconciliations (business_id, period, upload_id, book_revision, rules_version, matched_at)
    values (:business, :period, :upload, :revision, :version, :at)
    on conflict (business_id, period) do update set upload_id = excluded.upload_id,
        book_revision = excluded.book_revision, rules_version = excluded.rules_version, matched_at = excluded.matched_at
""")
SUMS = text(f"""
    select r.supplier_gstin, max(r.supplier_name) as supplier_name, r.state, count(*) as rows, sum(r.value) as value,
        sum(r.tax) as tax, coalesce(sum(r.tax) filter (where a.answer = 'ignore'), 0) as ignored_tax
    from gstr2b_rows r left join gstr2b_answers a on a.business_id = r.business_id and a.row_id = r.id
    where r.business_id = :business and r.period = :period and {NOT_ELSEWHERE}
    group by r.supplier_gstin, r.state order by r.supplier_gstin nulls last, r.state
""")
PAGE = text(f"""
    select r.*, a.answer, a.note, a.answered_at, count(*) over () as total
    from gstr2b_rows r left join gstr2b_answers a on a.business_id = r.business_id and a.row_id = r.id
    where r.business_id = :business and r.period = :period and (cast(:state as text) is null or r.state = :state)
        and {NOT_ELSEWHERE}
    order by r.place limit :limit offset :offset
""")
ONE = text("""
    select r.*, a.answer, a.note, a.answered_at
    from gstr2b_rows r left join gstr2b_answers a on a.business_id = r.business_id and a.row_id = r.id
    where r.business_id = :business and r.id = :id order by r.period limit 1
""")
ANSWER = text("""
    insert into gstr2b_answers (row_id, business_id, answer, note, answered_by, answered_at)
    values (:id, :business, :answer, :note, :by, :at)
    on conflict (business_id, row_id) do update set answer = excluded.answer, note = excluded.note,
        answered_by = excluded.answered_by, answered_at = excluded.answered_at
    where (gstr2b_answers.answer, gstr2b_answers.note) is distinct from (excluded.answer, excluded.note)
""")


def fetch_matched_elsewhere(tx: Connection, business_id: UUID, period: str) -> frozenset[str]:
    """The documents of the books that stand in the 2B of another month."""
    return frozenset(map(str, tx.execute(ELSEWHERE, {"business": business_id, "period": period}).scalars()))


def fetch_state(tx: Connection, business_id: UUID) -> str:
    """A text that changes with every match and every answer to one; empty while nothing was matched."""
    found: str = tx.execute(STATE, {"business": business_id}).scalar_one()
    return found


def fetch_missing(tx: Connection, business_id: UUID) -> frozenset[UUID]:
    """The bills of the books that no statement shows and the owner does not ignore."""
    return frozenset(tx.execute(MISSING, {"business": business_id}).scalars())


def replace(tx: Connection, basis: Basis, rows: Sequence[KeptRow]) -> None:
    """Puts `rows` in the place of what the month had. Answers stay, and count where their row is still there."""
    whose = {"business": basis.upload.business_id, "period": basis.upload.period}
    tx.execute(FORGET, whose)
    for first in range(0, len(rows), AT_ONCE):
        part = [_written(row, first + at) for at, row in enumerate(rows[first : first + AT_ONCE])]
        tx.execute(NEW, {**whose, "rows": json.dumps(part, ensure_ascii=False)})
    made = {"upload": basis.upload.id, "revision": basis.book_revision, "version": basis.rules_version}
    tx.execute(MADE, {**whose, **made, "at": basis.matched_at})


def fetch_sums(tx: Connection, business_id: UUID, period: str) -> Iterable[tuple[OfSupplier, State, Sums, Any]]:
    """Each supplier and state of the month with its sums, and the tax of rows in it that the owner ignores."""
    for row in tx.execute(SUMS, {"business": business_id, "period": period}).mappings():
        who = OfSupplier(row["supplier_gstin"], row["supplier_name"], {})
        yield who, State(row["state"]), Sums(row["rows"], row["value"], row["tax"]), row["ignored_tax"]


def fetch_page(
    tx: Connection, business_id: UUID, period: str, *, state: State | None, page: int, per_page: int
) -> tuple[list[KeptRow], int]:
    """The rows of a page, and how many there are on all pages; nothing on a page behind the last."""
    asked = {"business": business_id, "period": period, "state": state and state.value}
    limits = {"limit": per_page, "offset": (page - 1) * per_page}
    found = tx.execute(PAGE, asked | limits).mappings().all()
    return [_read(row) for row in found], found[0]["total"] if found else 0


def fetch_row(tx: Connection, business_id: UUID, row_id: UUID) -> KeptRow | None:
    """A row with what was said of it."""
    row = tx.execute(ONE, {"business": business_id, "id": row_id}).mappings().one_or_none()
    return _read(row) if row else None


def save_answer(
    tx: Connection, business_id: UUID, row_id: UUID, *, answer: Verb, note: str | None, by: UUID | None, at: datetime
) -> None:
    """Keeps what somebody says of a row; the same again changes nothing, not even the moment."""
    said = {"answer": answer.value, "note": note, "by": by, "at": at}
    tx.execute(ANSWER, {"business": business_id, "id": row_id, **said})


def _written(row: KeptRow, place: int) -> dict[str, Any]:
    papers = {"purchase": row.purchase, "inward": row.inward}
    return {
        "id": str(row.id),
        "place": place,
        "state": row.state.value,
        "supplier_gstin": row.supplier_gstin,
        "supplier_name": row.supplier_name,
        "document_id": str(row.document_id) if row.document_id else None,
        "value": str(row.value),
        "tax": str(row.tax),
        "row": {name: paper_json.written(paper) for name, paper in papers.items() if paper},
    }


def _read(row: RowMapping) -> KeptRow:
    papers = {name: paper_json.read(stored) for name, stored in row["row"].items()}
    return KeptRow(
        id=row["id"],
        state=State(row["state"]),
        supplier_gstin=row["supplier_gstin"],
        supplier_name=row["supplier_name"],
        document_id=row["document_id"],
        value=row["value"],
        tax=row["tax"],
        purchase=papers.get("purchase"),
        inward=papers.get("inward"),
        answered=Told(Verb(row["answer"]), row["note"], row["answered_at"]) if row["answer"] else None,
    )
