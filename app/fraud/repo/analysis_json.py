"""The JSON in which an analysis is kept; what an earlier release wrote lacks some keys and is read all the same."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.fraud.records import Alert, AlertStatus, AlertType, Digest, FraudAnalysis, Moved
from app.fraud.repo import rows


def content(analysis: FraudAnalysis) -> Mapping[str, Any]:
    """The analysis in JSON's own types."""
    named = {entry for one in analysis.alerts for entry in one.entries}
    return {
        "business_id": str(analysis.business_id),
        "alerts": [_alert_content(alert) for alert in analysis.alerts],
        "risk_score": analysis.risk_score,
        "metadata": dict(analysis.metadata),
        "analyzed_at": analysis.analyzed_at.isoformat(),
        "moved": _moved_content(analysis.moved, named),
        "beyond": [_digest_content(one) for one in analysis.beyond],
        "beyond_in_question": str(analysis.beyond_in_question),
    }


def analysis(content: Mapping[str, Any]) -> FraudAnalysis:
    """The analysis of which `content` was made, its money without what no alert names."""
    business_id = UUID(content["business_id"])
    return FraudAnalysis(
        business_id=business_id,
        alerts=[_alert(business_id, one) for one in content["alerts"]],
        risk_score=content["risk_score"],
        metadata=content["metadata"],
        analyzed_at=datetime.fromisoformat(content["analyzed_at"]),
        moved=_moved(content.get("moved", {})),
        beyond=[_digest(one) for one in content.get("beyond", ())],
        beyond_in_question=Decimal(content.get("beyond_in_question", 0)),
    )


def _alert_content(alert: Alert) -> Mapping[str, Any]:
    previous = alert.previous_answer
    return {
        "id": str(alert.id),
        "type": alert.type.value,
        "message": alert.message,
        "confidence": alert.confidence,
        "evidence": dict(alert.evidence),
        "detected_at": alert.detected_at.isoformat(),
        "fingerprint": alert.fingerprint,
        "amount_at_risk": str(alert.amount_at_risk),
        "rule": alert.rule,
        "status": alert.status.value,
        "rules_version": alert.rules_version,
        "is_audit": alert.is_audit,
        "previous_answer": previous
        and {
            "answer": previous.answer.value,
            "reason": previous.reason,
            "answered_at": previous.answered_at.isoformat() if previous.answered_at else None,
        },
    }


def _alert(business_id: UUID, content: Mapping[str, Any]) -> Alert:
    return Alert(
        id=UUID(content["id"]),
        business_id=business_id,
        type=AlertType(content["type"]),
        message=content["message"],
        confidence=content["confidence"],
        evidence=content["evidence"],
        detected_at=datetime.fromisoformat(content["detected_at"]),
        fingerprint=content["fingerprint"],
        amount_at_risk=Decimal(content.get("amount_at_risk", 0)),
        rule=content.get("rule", ""),
        status=AlertStatus(content["status"]),
        rules_version=content["rules_version"],
        is_audit=content.get("is_audit", False),
        previous_answer=rows.previous_answer(content.get("previous_answer")),
    )


def _moved_content(moved: Moved, named: set[UUID]) -> Mapping[str, Any]:
    purse_of = {entry: purse for entry, purse in moved.purse_of.items() if entry in named}
    purses = {purse: moved.purses[purse] for purse in set(purse_of.values()) if purse in moved.purses}
    return {
        "since": moved.since.isoformat() if moved.since else None,
        "until": moved.until.isoformat() if moved.until else None,
        "total": str(moved.total),
        "purse_of": {str(entry): str(purse) for entry, purse in purse_of.items()},
        "purses": {str(purse): str(rupees) for purse, rupees in purses.items()},
    }


def _moved(content: Mapping[str, Any]) -> Moved:
    since, until = content.get("since"), content.get("until")
    return Moved(
        since=date.fromisoformat(since) if since else None,
        until=date.fromisoformat(until) if until else None,
        total=Decimal(content.get("total", 0)),
        purse_of={UUID(entry): UUID(purse) for entry, purse in content.get("purse_of", {}).items()},
        purses={UUID(purse): Decimal(rupees) for purse, rupees in content.get("purses", {}).items()},
    )


def _digest_content(one: Digest) -> Mapping[str, Any]:
    return {
        "type": one.type.value,
        "count": one.count,
        "amount": str(one.amount),
        "most_certain": str(one.most_certain),
        "confidence": one.confidence,
    }


def _digest(content: Mapping[str, Any]) -> Digest:
    return Digest(
        type=AlertType(content["type"]),
        count=content["count"],
        amount=Decimal(content["amount"]),
        most_certain=UUID(content["most_certain"]),
        confidence=content["confidence"],
    )
