"""The table `fraud_alerts`: one row for each suspicion, kept over all analyses, with what the owner answered.

An answered alert keeps its answer for as long as its evidence stands. Evidence that changed under the same version of
the rules opens it again; a new version alone does not, since it may only say the same in other words.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, text

from app.fraud.records import Alert, AlertNotFound, AlertStatus, AlertType, Answer, Filters
from app.model_registry.records import Outcome

COLUMNS = (
    "id, business_id, alert_type, fingerprint, message, confidence_score, evidence, status, model_version, detected_at,"
    " answered_at, answer_reason"
)
IS_CHANGED = "(kept.evidence is distinct from excluded.evidence and kept.model_version = excluded.model_version)"
UPSERT = text(
    "insert into fraud_alerts as kept (id, business_id, alert_type, fingerprint, message, confidence_score, evidence,"
    " status, model_version, book_revision, detected_at, last_seen_at)"
    " select id, :business_id, alert_type, fingerprint, message, confidence_score, evidence, 'open', :version,"
    " :revision, :now, :now from jsonb_to_recordset(cast(:alerts as jsonb)) as found (id uuid, alert_type text,"
    " fingerprint text, message text, confidence_score numeric, evidence jsonb)"
    " on conflict (id) do update set message = excluded.message, confidence_score = excluded.confidence_score,"
    f" status = case when kept.status = 'resolved' or {IS_CHANGED} then 'open' else kept.status end,"
    f" answered_at = case when {IS_CHANGED} then null else kept.answered_at end,"
    f" answered_by = case when {IS_CHANGED} then null else kept.answered_by end,"
    f" answer_reason = case when {IS_CHANGED} then null else kept.answer_reason end,"
    " evidence = excluded.evidence, model_version = excluded.model_version, book_revision = excluded.book_revision,"
    " last_seen_at = excluded.last_seen_at, updated_at = excluded.last_seen_at"
)
RESOLVE = text(
    "update fraud_alerts set status = 'resolved', updated_at = :now"
    " where business_id = :business_id and status = 'open' and not (id = any(cast(:found as uuid[])))"
)
FETCH = text(f"select {COLUMNS} from fraud_alerts where id = :id")
STATUSES = text("select id, status from fraud_alerts where business_id = :business_id and status <> 'open'")
DETECTED = text("select id, detected_at from fraud_alerts where business_id = :business_id")
WANTED = (
    " from fraud_alerts where business_id = :business_id and (cast(:status as text) is null or status = :status)"
    " and (cast(:type as text) is null or alert_type = :type) and confidence_score >= :min_confidence"
)
COUNT = text(f"select count(*){WANTED}")
PAGE = text(
    f"select {COLUMNS}{WANTED} order by confidence_score desc, detected_at desc, id limit :limit offset :offset"
)
ANSWER = text(
    "update fraud_alerts set status = :status, answer_reason = :reason, answered_at = :now, answered_by = :answered_by,"
    " updated_at = :now where id = :id"
)
OUTCOMES = text(
    "select id, status, answered_at from fraud_alerts where alert_type = any(cast(:kinds as text[]))"
    " and status in ('confirmed', 'dismissed') and answered_at >= :since order by answered_at, id"
)


def save(
    tx: Connection, business_id: UUID, found: Sequence[Alert], *, version: str, revision: int, now: datetime
) -> None:
    """Keeps the alerts of one analysis by id; open ones that were not found again become resolved."""
    common = {"business_id": business_id, "now": now}
    rows = json.dumps([_row(alert) for alert in found])
    tx.execute(UPSERT, common | {"alerts": rows, "version": version, "revision": revision})
    tx.execute(RESOLVE, common | {"found": [str(alert.id) for alert in found]})


def fetch(tx: Connection, alert_id: UUID) -> Alert:
    """One alert. Raises `AlertNotFound`, also for one that the transaction's caller may not see."""
    row = tx.execute(FETCH, {"id": alert_id}).mappings().first()
    if row is None:
        raise AlertNotFound
    return _alert(row)


def fetch_page(tx: Connection, business_id: UUID, filters: Filters) -> tuple[Sequence[Alert], int]:
    """The alerts of one page, the most certain first, and how many there are on all pages."""
    wanted = {
        "business_id": business_id,
        "status": filters.status,
        "type": filters.type,
        "min_confidence": filters.min_confidence,
    }
    total: int = tx.execute(COUNT, wanted).scalar_one()
    place = {"limit": filters.page_size, "offset": (filters.page - 1) * filters.page_size}
    return [_alert(row) for row in tx.execute(PAGE, wanted | place).mappings()], total


def fetch_outcomes(tx: Connection, since: datetime, kinds: Iterable[AlertType]) -> Iterator[Outcome]:
    """What was answered since then to alerts of these kinds: confirmed is true, dismissed is not."""
    for row in tx.execute(OUTCOMES, {"since": since, "kinds": [kind.value for kind in kinds]}):
        yield Outcome(subject=row.id, is_true=row.status == Answer.CONFIRMED, at=row.answered_at)


def fetch_statuses(tx: Connection, business_id: UUID) -> Mapping[UUID, AlertStatus]:
    """The status of every alert that is no longer open."""
    return {row.id: AlertStatus(row.status) for row in tx.execute(STATUSES, {"business_id": business_id})}


def fetch_first_seen(tx: Connection, business_id: UUID) -> Mapping[UUID, datetime]:
    """When each alert was found for the first time."""
    return {row.id: row.detected_at for row in tx.execute(DETECTED, {"business_id": business_id})}


def save_answer(
    tx: Connection, alert_id: UUID, answer: Answer, *, reason: str | None, answered_by: UUID | None, now: datetime
) -> None:
    """Writes down what the owner said; the last answer counts."""
    values = {"status": answer.value, "reason": reason, "answered_by": answered_by, "now": now}
    tx.execute(ANSWER, values | {"id": alert_id})


def _row(alert: Alert) -> Mapping[str, Any]:
    return {
        "id": str(alert.id),
        "alert_type": alert.type,
        "fingerprint": alert.fingerprint,
        "message": alert.message,
        "confidence_score": alert.confidence,
        "evidence": dict(alert.evidence),
    }


def _alert(row: RowMapping) -> Alert:
    return Alert(
        id=row["id"],
        business_id=row["business_id"],
        type=AlertType(row["alert_type"]),
        message=row["message"],
        confidence=float(row["confidence_score"]),
        evidence=row["evidence"],
        detected_at=row["detected_at"],
        fingerprint=row["fingerprint"],
        status=AlertStatus(row["status"]),
        reason=row["answer_reason"],
        answered_at=row["answered_at"],
        rules_version=row["model_version"],
    )
