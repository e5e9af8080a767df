"""Rows of `fraud_alerts` and the records they become."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping

from app.fraud.records import Alert, AlertStatus, AlertType, Answer, Kept, PreviousAnswer, ground_of

COLUMNS = (
    "id, business_id, alert_type, fingerprint, message, confidence_score, evidence, status, model_version, detected_at,"
    " answered_at, answer_reason, rule, amount_at_risk, score, features, facts, is_audit, show_probability,"
    " folded_into, previous_answer, is_always"
)


def content(alert: Alert) -> Mapping[str, Any]:
    """What is saved of an alert, as JSON takes it, by the name of the column."""
    return {
        "id": str(alert.id),
        "alert_type": alert.type,
        "fingerprint": alert.fingerprint,
        "message": alert.message,
        "confidence_score": alert.confidence,
        "evidence": dict(alert.evidence),
        "model_version": alert.rules_version,
        "rule": alert.rule,
        "amount_at_risk": str(alert.amount_at_risk),
        "score": round(alert.score, 4),
        "features": dict(alert.features),
        "facts": dict(alert.facts),
        "is_audit": alert.is_audit,
        "show_probability": alert.show_probability,
        "folded_into": str(alert.folded_into) if alert.folded_into else None,
    }


def alert(row: RowMapping) -> Alert:
    """The alert in a row of `COLUMNS`."""
    return Alert(
        id=row["id"],
        business_id=row["business_id"],
        type=AlertType(row["alert_type"]),
        message=row["message"],
        confidence=float(row["confidence_score"]),
        evidence=row["evidence"],
        detected_at=row["detected_at"],
        fingerprint=row["fingerprint"],
        amount_at_risk=row["amount_at_risk"],
        rule=row["rule"] or row["evidence"].get("rule", ""),
        score=float(row["confidence_score"] if row["score"] is None else row["score"]),
        features=row["features"],
        facts=row["facts"] or {},
        status=AlertStatus(row["status"]),
        reason=row["answer_reason"],
        answered_at=row["answered_at"],
        rules_version=row["model_version"],
        is_audit=row["is_audit"],
        show_probability=float(row["show_probability"]),
        folded_into=row["folded_into"],
        previous_answer=previous_answer(row["previous_answer"]),
        is_always=row["is_always"],
    )


def previous_answer(said: Mapping[str, Any] | None) -> PreviousAnswer | None:
    """The answer that was given before the evidence changed, as it is kept with the alert."""
    if said is None:
        return None
    at = said["answered_at"]
    return PreviousAnswer(Answer(said["answer"]), said["reason"], datetime.fromisoformat(at) if at else None)


def kept(row: RowMapping) -> Kept:
    """What a row tells of an alert before the next look at the books."""
    named = (row["documents"] or []) + (row["payments"] or []) or row["parties"] or []
    return Kept(
        id=row["id"],
        ground=ground_of(AlertType(row["alert_type"]), row["rule"]),
        named=frozenset(UUID(one) for one in named),
        fingerprint=row["fingerprint"],
        detected_at=row["detected_at"],
        status=AlertStatus(row["status"]),
        facts=row["facts"],
    )
