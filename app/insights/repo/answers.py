"""Whole answers in `ai_analysis_results`, kept as the JSON that the app receives."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.insights.records.answer import BusinessInsights, Insight, Stored
from app.values import money

ANALYSIS_TYPE = "insights"

LOCK = text("select pg_advisory_xact_lock(hashtextextended('insights:' || :business_id, 0))")
INSERT = text("""
    insert into public.ai_analysis_results
        (business_id, analysis_type, model_version, book_revision, result, created_at)
    values (:business_id, :analysis_type, :model_version, :revision, cast(:result as jsonb), :generated_at)
""")
NEWEST = text("""
    select result::text as body, book_revision as revision, model_version, created_at as generated_at
    from public.ai_analysis_results
    where business_id = :business_id and analysis_type = :analysis_type and subject_id is null
    order by created_at desc
    limit 1
""")


def lock(tx: Connection, business_id: UUID) -> None:
    """Lets one transaction at a time save answers of this business, until `tx` ends."""
    tx.execute(LOCK, {"business_id": str(business_id)})


def save(tx: Connection, answer: BusinessInsights) -> None:
    """Keeps `answer` beside all earlier ones."""
    values = {
        "business_id": answer.business_id,
        "analysis_type": ANALYSIS_TYPE,
        "model_version": answer.model_version,
        "revision": answer.revision,
        "result": dumped(_body(answer)),
        "generated_at": answer.generated_at,
    }
    tx.execute(INSERT, values)


def fetch_newest(tx: Connection, business_id: UUID) -> Stored | None:
    """The last answer that was kept, None when there was none."""
    values = {"business_id": business_id, "analysis_type": ANALYSIS_TYPE}
    row = tx.execute(NEWEST, values).mappings().first()
    return Stored(**row) if row else None


def marked_stale(stored: Stored) -> str:
    """The body of an answer that the books have moved past, saying so."""
    since = stored.generated_at.isoformat()
    return dumped(json.loads(stored.body) | {"stale": True, "stale_since": since})


def dumped(body: Mapping[str, Any] | Sequence[str]) -> str:
    """`body` as JSON: rupees as numbers of two decimals, no figure that is not finite. Raises `ValueError` on one."""
    return json.dumps(body, default=_plain, allow_nan=False, ensure_ascii=False)


def _body(answer: BusinessInsights) -> dict[str, Any]:
    return {
        "success": True,
        "message": None,
        "timestamp": answer.generated_at,
        "business_id": answer.business_id,
        "generated_at": answer.generated_at,
        "next_update": answer.next_update,
        "model_version": answer.model_version,
        "models": dict(answer.models),
        "models_missing": dict(answer.models_missing),
        "stale": False,
        "stale_since": None,
        "insights": [_insight(insight) for insight in answer.insights],
    }


def _insight(insight: Insight) -> dict[str, Any]:
    return {name: value for name, value in asdict(insight).items() if name != "key"}


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(money.rounded(value))
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in an answer")
