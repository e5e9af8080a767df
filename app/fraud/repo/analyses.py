"""Finished analyses in `ai_analysis_results`, and the JSON in which they are kept there and in the cache."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.fraud.records import Alert, AlertStatus, AlertType, FraudAnalysis

ANALYSIS_TYPE = "fraud"
LOCK = text("select pg_advisory_xact_lock(hashtextextended('fraud:' || :business_id, 0))")
SAVE = text(
    "insert into ai_analysis_results (business_id, analysis_type, model_version, book_revision, result, created_at)"
    " values (:business_id, :type, :version, :revision, cast(:result as jsonb), :now)"
)
NEWEST = text(
    "select result from ai_analysis_results where business_id = :business_id and analysis_type = :type"
    " and subject_id is null order by book_revision desc, (model_version = :version) desc, created_at desc limit 1"
)


def lock(tx: Connection, business_id: UUID) -> None:
    """Makes a second analysis of the business wait until this transaction ends."""
    tx.execute(LOCK, {"business_id": str(business_id)})


def save(tx: Connection, analysis: FraudAnalysis) -> None:
    """Keeps the whole answer, for when no fresh one can be had."""
    values = {
        "business_id": analysis.business_id,
        "type": ANALYSIS_TYPE,
        "version": analysis.metadata["model_version"],
        "revision": analysis.revision,
        "result": dumped(analysis).decode(),
        "now": analysis.analyzed_at,
    }
    tx.execute(SAVE, values)


def fetch_newest(tx: Connection, business_id: UUID, *, version: str) -> FraudAnalysis | None:
    """The analysis of the newest state of the books, the one made by `version` before all others."""
    values = {"business_id": business_id, "type": ANALYSIS_TYPE, "version": version}
    found = tx.execute(NEWEST, values).scalar()
    return _analysis(found) if found else None


def dumped(analysis: FraudAnalysis) -> bytes:
    """The analysis as JSON."""
    content = {
        "business_id": str(analysis.business_id),
        "alerts": [_alert_content(alert) for alert in analysis.alerts],
        "risk_score": analysis.risk_score,
        "metadata": dict(analysis.metadata),
        "analyzed_at": analysis.analyzed_at.isoformat(),
    }
    return json.dumps(content, ensure_ascii=False).encode()


def loaded(content: bytes) -> FraudAnalysis:
    """The analysis that `dumped` wrote."""
    return _analysis(json.loads(content))


def _alert_content(alert: Alert) -> Mapping[str, Any]:
    return {
        "id": str(alert.id),
        "type": alert.type.value,
        "message": alert.message,
        "confidence": alert.confidence,
        "evidence": dict(alert.evidence),
        "detected_at": alert.detected_at.isoformat(),
        "fingerprint": alert.fingerprint,
        "weight": alert.weight,
        "status": alert.status.value,
        "rules_version": alert.rules_version,
    }


def _analysis(content: Mapping[str, Any]) -> FraudAnalysis:
    business_id = UUID(content["business_id"])
    return FraudAnalysis(
        business_id=business_id,
        alerts=[_alert(business_id, one) for one in content["alerts"]],
        risk_score=content["risk_score"],
        metadata=content["metadata"],
        analyzed_at=datetime.fromisoformat(content["analyzed_at"]),
    )


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
        weight=content["weight"],
        status=AlertStatus(content["status"]),
        rules_version=content["rules_version"],
    )
