"""The table `fraud_alerts`: one row for each suspicion, kept over all analyses, with what the owner answered.

An answered alert keeps its answer for as long as its evidence stands. Facts that are new or no longer what they were
open it again, and what had been answered stays beside it; other words, another version or another chance open nothing.
All of this is decided in the one statement that saves, so an answer given meanwhile is not lost.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.fraud.records import Alert, AlertNotFound, AlertStatus, Answer, Filters, Kept, Order, PreviousAnswer, Said
from app.fraud.repo import rows
from app.fraud.rules.grounds import ONE_IN

IS_ANSWERED = "kept.status in ('confirmed', 'dismissed', 'not_sure')"
# As `rules.grounds.is_changed` has it.
IS_CHANGED = (
    "(kept.facts is not null and (select count(*) filter (where is_new) > 0"
    f" and count(*) filter (where is_new) * {ONE_IN} >= count(*)"
    " from (select kept.facts ->> fact.key is distinct from fact.value as is_new"
    " from jsonb_each_text(excluded.facts) as fact) as facts))"
)
IS_REOPENED = f"({IS_ANSWERED} and {IS_CHANGED})"
IS_SETTLED = f"({IS_ANSWERED} and not {IS_CHANGED})"
PREVIOUS = (
    "jsonb_build_object('answer', kept.status, 'reason', kept.answer_reason, 'answered_at', kept.answered_at,"
    " 'answered_by', kept.answered_by, 'facts', kept.facts)"
)
FIELDS = {
    "id": "uuid",
    "alert_type": "text",
    "fingerprint": "text",
    "message": "text",
    "confidence_score": "numeric",
    "evidence": "jsonb",
    "model_version": "text",
    "rule": "text",
    "amount_at_risk": "numeric",
    "score": "numeric",
    "features": "jsonb",
    "facts": "jsonb",
    "is_audit": "boolean",
    "show_probability": "numeric",
    "folded_into": "uuid",
}
ANEW = (
    *("message", "confidence_score", "evidence", "model_version", "rule", "amount_at_risk", "score", "features"),
    *("is_audit", "show_probability", "book_revision", "last_seen_at"),
)
UPSERT = text(
    f"insert into fraud_alerts as kept ({', '.join(FIELDS)}, business_id, status, book_revision, detected_at,"
    f" last_seen_at) select {', '.join(FIELDS)}, :business_id, 'open', :revision, :now, :now"
    f" from jsonb_to_recordset(cast(:alerts as jsonb)) as found ({', '.join(map(' '.join, FIELDS.items()))})"
    " on conflict (id) do update set"
    f" status = case when {IS_SETTLED} then kept.status else 'open' end,"
    f" previous_answer = case when {IS_REOPENED} then {PREVIOUS} else kept.previous_answer end,"
    f" answered_at = case when {IS_SETTLED} then kept.answered_at end,"
    f" answered_by = case when {IS_SETTLED} then kept.answered_by end,"
    f" answer_reason = case when {IS_SETTLED} then kept.answer_reason end,"
    f" is_always = {IS_SETTLED} and kept.is_always,"
    f" facts = case when {IS_SETTLED} then coalesce(kept.facts, excluded.facts) else excluded.facts end,"
    f" folded_into = case when {IS_SETTLED} then kept.folded_into else excluded.folded_into end,"
    f" {', '.join(f'{name} = excluded.{name}' for name in ANEW)}, updated_at = excluded.last_seen_at"
)
RESOLVE = text(
    "update fraud_alerts set status = 'resolved', updated_at = :now"
    " where business_id = :business_id and status = 'open' and not (id = any(cast(:found as uuid[])))"
)
FETCH = text(f"select {rows.COLUMNS} from fraud_alerts where id = :id")
KEPT = text(
    "select id, alert_type, coalesce(rule, evidence ->> 'rule', '') as rule, evidence -> 'documents' as documents,"
    " evidence -> 'payments' as payments, evidence -> 'parties' as parties, fingerprint, detected_at, status, facts"
    " from fraud_alerts where business_id = :business_id"
)
STANDINGS = text(
    "select id, status, previous_answer from fraud_alerts"
    " where business_id = :business_id and (status <> 'open' or previous_answer is not null)"
)
WANTED = (
    " from fraud_alerts where business_id = :business_id and (cast(:status as text) is null or status = :status)"
    " and (cast(:type as text) is null or alert_type = :type) and confidence_score >= :min_confidence"
    " and case when cast(:audit as boolean) is null then confidence_score >= :alert_from else is_audit = :audit end"
    " and folded_into is null"
)
ORDERS: Mapping[Order, str] = {
    Order.EXPECTED_LOSS: "confidence_score < :shown_from, confidence_score * amount_at_risk desc",
    Order.CONFIDENCE: "confidence_score desc, amount_at_risk desc",
    Order.AMOUNT: "amount_at_risk desc, confidence_score desc",
    Order.NEWEST: "detected_at desc, confidence_score desc",
}
COUNT = text(f"select count(*){WANTED}")
PAGES = {
    order: text(f"select {rows.COLUMNS}{WANTED} order by {by}, id limit :limit offset :offset")
    for order, by in ORDERS.items()
}
ANSWER = text(
    "update fraud_alerts set status = :status, answer_reason = :reason, answered_at = :now, answered_by = :answered_by,"
    " is_always = :is_always, updated_at = :now where id = :id or (business_id = :business_id and folded_into = :id)"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of an alert since it was found."""

    status: AlertStatus
    previous_answer: PreviousAnswer | None


def save(tx: Connection, business_id: UUID, found: Sequence[Alert], *, revision: int, now: datetime) -> None:
    """Keeps the alerts of one analysis by id; open ones that were not found again become resolved."""
    common = {"business_id": business_id, "now": now}
    content = json.dumps([rows.content(one) for one in found], ensure_ascii=False)
    if found:
        tx.execute(UPSERT, common | {"alerts": content, "revision": revision})
    tx.execute(RESOLVE, common | {"found": [one.id for one in found]})


def fetch(tx: Connection, alert_id: UUID) -> Alert:
    """The alert. Raises `AlertNotFound`."""
    row = tx.execute(FETCH, {"id": alert_id}).mappings().first()
    if row is None:
        raise AlertNotFound
    return rows.alert(row)


def fetch_page(
    tx: Connection, business_id: UUID, filters: Filters, *, alert_from: float, shown_from: float
) -> tuple[Sequence[Alert], int]:
    """The alerts of one page in the order asked for, and how many there are on all pages.

    alert_from, shown_from : the chances from which a suspicion is an alert, and from which an alert is shown
    """
    wanted: dict[str, Any] = {
        "business_id": business_id,
        "status": filters.status,
        "type": filters.type,
        "min_confidence": filters.min_confidence,
        "audit": filters.is_audit,
        "alert_from": alert_from,
    }
    total: int = tx.execute(COUNT, wanted).scalar_one()
    wanted |= {"limit": filters.page_size, "offset": (filters.page - 1) * filters.page_size}
    if filters.order is Order.EXPECTED_LOSS:
        wanted["shown_from"] = shown_from
    return [rows.alert(row) for row in tx.execute(PAGES[filters.order], wanted).mappings()], total


def fetch_kept(tx: Connection, business_id: UUID) -> Sequence[Kept]:
    """What is known of the business's alerts, whatever became of them."""
    return [rows.kept(row) for row in tx.execute(KEPT, {"business_id": business_id}).mappings()]


def fetch_standings(tx: Connection, business_id: UUID) -> Mapping[UUID, Standing]:
    """What became of every alert that is no longer open, or was opened again."""
    found = tx.execute(STANDINGS, {"business_id": business_id})
    return {row.id: Standing(AlertStatus(row.status), rows.previous_answer(row.previous_answer)) for row in found}


def save_answer(tx: Connection, alert: Alert, answer: Answer, said: Said, *, is_always: bool) -> None:
    """Writes down what the owner said of the alert and of those it speaks for; the last answer counts."""
    values = {"status": answer.value, "reason": said.reason, "answered_by": said.by, "now": said.at}
    tx.execute(ANSWER, values | {"is_always": is_always, "id": alert.id, "business_id": alert.business_id})
