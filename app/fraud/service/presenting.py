"""An analysis as it is shown: what was answered since taken in, a readable number of alerts, the rest in figures."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from app.fraud.records import Alert, AlertStatus, Digest, FraudAnalysis, Moved, Risk
from app.fraud.repo.alerts import Standing
from app.fraud.rules import cases, risk
from app.fraud.wording import figures
from app.values import money


def presented(analysis: FraudAnalysis, standings: Mapping[UUID, Standing]) -> FraudAnalysis:
    """The alerts that are told of, the others that wait in a digest by type, and the risk that is left by now."""
    known = [_standing(one, standings.get(one.id)) for one in analysis.alerts]
    unsettled = [one for one in known if one.status not in risk.SETTLED]
    told = cases.told(unsettled)
    are_told = {one.id for one in told}
    waiting = [one for one in unsettled if one.status is AlertStatus.OPEN and one.id not in are_told]
    rest = cases.digests(waiting, analysis.beyond)
    found = _risk(unsettled, analysis)
    said = {"risk": _explained(found, analysis.moved), "digest": _digest(analysis.business_id, rest)}
    return FraudAnalysis(
        business_id=analysis.business_id,
        alerts=told,
        risk_score=found.score,
        metadata={**analysis.metadata, **said},
        analyzed_at=analysis.analyzed_at,
    )


def _standing(alert: Alert, since: Standing | None) -> Alert:
    return replace(alert, status=since.status, previous_answer=since.previous_answer) if since else alert


def _risk(unsettled: Sequence[Alert], analysis: FraudAnalysis) -> Risk:
    within = risk.in_question(unsettled, analysis.moved)
    beyond = sum(one.count for one in analysis.beyond) if analysis.beyond_in_question else 0
    return risk.risk(within.in_question + analysis.beyond_in_question, analysis.moved, alerts=within.alerts + beyond)


def _explained(found: Risk, moved: Moved) -> Mapping[str, Any]:
    return {
        "sentence": figures.risk(found, moved),
        "money_in_question": float(money.rounded(found.in_question)),
        "money_moved": float(money.rounded(moved.total)),
        "from": moved.since.isoformat() if moved.since else None,
        "until": moved.until.isoformat() if moved.until else None,
        "alerts_counted": found.alerts,
    }


def _digest(business_id: UUID, rest: Sequence[Digest]) -> Mapping[str, Any]:
    return {
        one.type.value: {
            "count": one.count,
            "amount": float(money.rounded(one.amount)),
            "most_certain": {"id": str(one.most_certain), "confidence_score": one.confidence},
            "sentence": figures.digest(one),
            "href": f"/api/v1/fraud/alerts?business_id={business_id}&status=open&type={one.type.value}",
        }
        for one in rest
    }
