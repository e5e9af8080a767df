"""Whole answers in `ai_analysis_results`, kept as the JSON that the app receives, and how they are sent.

In the cache an answer stands behind the second in which it was made, so that its age is told without looking into it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.insights.records.answer import BusinessInsights, Insight
from app.insights.records.stored import Made, Stored
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
    """Lets one transaction at a time save answers of this business, or what its owner says, until `tx` ends."""
    tx.execute(LOCK, {"business_id": str(business_id)})


def save(tx: Connection, answer: BusinessInsights) -> None:
    """Keeps `answer` beside all earlier ones."""
    values = {
        "business_id": answer.business_id,
        "analysis_type": ANALYSIS_TYPE,
        "model_version": answer.model_version,
        "revision": answer.revision,
        "result": dumped(body(answer)),
        "generated_at": answer.generated_at,
    }
    tx.execute(INSERT, values)


def fetch_newest(tx: Connection, business_id: UUID) -> Stored | None:
    """The last answer that was kept, None when there was none."""
    values = {"business_id": business_id, "analysis_type": ANALYSIS_TYPE}
    row = tx.execute(NEWEST, values).mappings().first()
    return Stored(**row) if row else None


def cached(stored: Stored) -> bytes:
    """What is put into the cache: the second in which the answer was made, and on the next line its JSON."""
    return f"{int(stored.generated_at.timestamp())}\n{stored.body}".encode()


def sent(cached: bytes, now: datetime) -> bytes:
    """The answer as it is sent `now`, with its age."""
    made_at, _, body = cached.partition(b"\n")
    return b'%b, "age_seconds": %d}' % (body[:-1], max(int(now.timestamp()) - int(made_at), 0))


def sent_stale(stored: Stored, now: datetime) -> bytes:
    """An answer that the books or the day have moved past, saying so, with its age."""
    return dumped(json.loads(stored.body) | standing(stored, now, is_stale=True)).encode()


def standing(made: Made, now: datetime, *, is_stale: bool) -> dict[str, Any]:
    """How old an answer is `now`, and since when it is not what would be answered."""
    return {
        "stale": is_stale,
        "stale_since": made.generated_at.isoformat() if is_stale else None,
        "age_seconds": max(int((now - made.generated_at).total_seconds()), 0),
    }


def dumped(body: Mapping[str, Any] | Sequence[Any]) -> str:
    """`body` as JSON: rupees as numbers of two decimals, no figure that is not finite. Raises `ValueError` on one."""
    return json.dumps(body, default=_plain, allow_nan=False, ensure_ascii=False)


def body(answer: BusinessInsights) -> dict[str, Any]:
    """The answer as the app reads it, but for its age."""
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
        "insights": [card(insight) for insight in answer.insights],
    }


def card(insight: Insight) -> dict[str, Any]:
    """One insight as the app reads it, without its evidence."""
    beside = ("key", "traces", "looked_back")
    return {name: value for name, value in asdict(insight).items() if name not in beside}


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(money.rounded(value))
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in an answer")
