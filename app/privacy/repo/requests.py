"""SQL over `ai_privacy_requests`. The service reads and writes it; every query names whose requests are meant."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, text

from app.privacy.records import Kind, Request, State, Subject

TABLE = "ai_privacy_requests"
OPEN = "r.state in ('queued', 'running')"
COLUMNS = (
    "r.id, r.kind, r.subject, r.business_id, r.requested_by,"
    f" case when {OPEN} and coalesce(j.state, 'gone') in ('failed', 'dead', 'gone') then 'failed' else r.state end"
    " as state, r.found, r.receipt, r.receipt_sha256, r.signature, r.job_id, r.created_at, r.confirmed_at,"
    " r.finished_at"
)
FROM = "from ai_privacy_requests r left join jobs j on j.id = r.job_id"
INSERT = text(
    "insert into ai_privacy_requests (id, kind, subject, business_id, requested_by, state, created_at)"
    " values (:id, :kind, :subject, :business_id, :requested_by, :state, :now)"
)
ONE = text(f"select {COLUMNS} {FROM} where r.id = :id")
OWN = text(f"select {COLUMNS} {FROM} where r.requested_by = any (:people) order by r.created_at desc, r.id limit :most")
LAST = text(
    f"select {COLUMNS} {FROM} where r.kind = :kind and r.business_id is not distinct from cast(:business_id as uuid)"
    f" and (r.requested_by = :requested_by or (r.business_id is not null and {OPEN}))"
    f" order by {OPEN} desc, r.created_at desc, r.id limit 1"
)
ALL = text(f"select {COLUMNS} {FROM} order by r.created_at desc, r.id limit :most")
LOCK = text("select pg_advisory_xact_lock(hashtextextended('privacy:' || cast(:subject as text), 0))")
FORMER = text(
    "select r.id from ai_privacy_requests r join ai_privacy_requests n on r.kind = n.kind and r.id <> n.id"
    " and r.requested_by = n.requested_by and r.business_id is not distinct from n.business_id"
    " where n.id = :id and r.state = 'done' order by r.finished_at desc limit :most"
)
HAND_OVER = text("update ai_privacy_requests set requested_by = :to where id = :id")
QUEUE = text("update ai_privacy_requests set state = 'queued', job_id = :job_id, confirmed_at = :now where id = :id")
BEGIN = text("update ai_privacy_requests set state = 'running' where id = :id and state in ('queued', 'running')")
COUNT = text(
    "update ai_privacy_requests set found = jsonb_set(found, array[cast(:table as text)],"
    " coalesce(found -> :table, '{}') || jsonb_build_object(cast(:deed as text),"
    " coalesce((found -> :table ->> :deed)::bigint, 0) + :rows)) where id = :id"
)
FOUND = text("update ai_privacy_requests set found = cast(:found as jsonb) where id = :id")
FINISH = text(
    "update ai_privacy_requests set state = 'done', receipt = cast(:receipt as jsonb), receipt_sha256 = :sha256,"
    " signature = :signature, finished_at = :now where id = :id and state <> 'done'"
)
NAME = text("select name from businesses where id = :id")
IS_OWNER = text("select user_id = :user_id from businesses where id = :id")


def insert(
    tx: Connection,
    id: UUID,
    *,
    kind: Kind,
    subject: Subject,
    business_id: UUID | None,
    requested_by: UUID | None,
    state: State,
    now: datetime,
) -> None:
    """A new request."""
    values = {"id": id, "kind": kind.value, "subject": subject.value, "business_id": business_id}
    tx.execute(INSERT, values | {"requested_by": requested_by, "state": state.value, "now": now})


def fetch(tx: Connection, id: UUID) -> Request | None:
    """The request, whosever it is."""
    row = tx.execute(ONE, {"id": id}).mappings().first()
    return _request(row) if row else None


def fetch_own(tx: Connection, people: Sequence[UUID], *, most: int) -> list[Request]:
    """The requests of these ids, the newest first."""
    return [_request(row) for row in tx.execute(OWN, {"people": list(people), "most": most}).mappings()]


def fetch_all(tx: Connection, *, most: int) -> list[Request]:
    """The requests of everybody, the newest first."""
    return [_request(row) for row in tx.execute(ALL, {"most": most}).mappings()]


def fetch_last(tx: Connection, kind: Kind, *, requested_by: UUID | None, business_id: UUID | None) -> Request | None:
    """What the user asked for last, of this kind and subject; nobody else asks while this transaction lasts.

    Of a business, what is under way or failed comes first, whoever asked for it: there is one such at a time.
    """
    tx.execute(LOCK, {"subject": business_id or requested_by})
    values = {"kind": kind.value, "requested_by": requested_by, "business_id": business_id}
    row = tx.execute(LAST, values).mappings().first()
    return _request(row) if row else None


def fetch_former(tx: Connection, id: UUID, *, most: int) -> list[UUID]:
    """The last ones of the same kind, asker and subject that were done."""
    return list(tx.execute(FORMER, {"id": id, "most": most}).scalars())


def hand_over(tx: Connection, id: UUID, *, to: UUID) -> None:
    """The request is somebody else's from here on."""
    tx.execute(HAND_OVER, {"id": id, "to": to})


def queue(tx: Connection, id: UUID, *, job_id: UUID, now: datetime) -> None:
    """The job is asked for."""
    tx.execute(QUEUE, {"id": id, "job_id": job_id, "now": now})


def begin(tx: Connection, id: UUID) -> bool:
    """Whether there is still something to do; the request is under way from here on."""
    return tx.execute(BEGIN, {"id": id}).rowcount == 1


def count(tx: Connection, id: UUID, table: str, deed: str, rows: int) -> None:
    """Adds to what was done with the rows of a table."""
    tx.execute(COUNT, {"id": id, "table": table, "deed": deed, "rows": rows})


def save_found(tx: Connection, id: UUID, found: Mapping[str, Mapping[str, int]]) -> None:
    """What was found, in place of what was said before."""
    tx.execute(FOUND, {"id": id, "found": json.dumps(found)})


def finish(tx: Connection, id: UUID, *, receipt: Mapping[str, Any], sha256: str, signature: str, now: datetime) -> bool:
    """Whether this ended it; False where it had ended before."""
    values = {"id": id, "receipt": json.dumps(receipt), "sha256": sha256, "signature": signature, "now": now}
    return tx.execute(FINISH, values).rowcount == 1


def fetch_name(tx: Connection, business_id: UUID) -> str | None:
    """What the business is called."""
    found: str | None = tx.execute(NAME, {"id": business_id}).scalar()
    return found


def is_owner(tx: Connection, business_id: UUID, user_id: UUID | None) -> bool:
    """Whether the user owns the business."""
    return bool(tx.execute(IS_OWNER, {"id": business_id, "user_id": user_id}).scalar())


def _request(row: RowMapping) -> Request:
    values: dict[str, Any] = dict(row)
    kinds = {"kind": Kind(values["kind"]), "subject": Subject(values["subject"]), "state": State(values["state"])}
    return Request(**values | kinds)
