"""A chart of one insight, drawn by a job: only the worker has something to draw with. The cache carries the bytes over.

A chart is named by all that it shows, so one that was drawn is right for as long as the insight says the same.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.util import find_spec
from typing import Any
from uuid import UUID

from app.insights.records.picture import ChartsUnavailable, Format, Look
from app.insights.records.stored import InsightNotFound
from app.insights.repo import cards
from app.insights.service import details, picturing
from app.runtime import cache_types
from app.runtime.identity import Caller
from app.runtime.jobs.records import Progress
from app.runtime.runtime import Runtime

JOB = "passing.chart"


@dataclass(frozen=True, slots=True)
class Chart:
    """The bytes of a chart, and a tag that stays while they do."""

    body: bytes
    tag: str


def chart(rt: Runtime, business_id: UUID, insight_id: UUID, look: Look, *, caller: Caller, now: datetime) -> Chart:
    """The chart of the insight as it stands.

    Raises `BusinessNotFound` for a stranger, `InsightNotFound` for an id that the business does not have,
    `NothingToDraw` for an insight without a course of time, `ChartsUnavailable` where no worker drew it in time.
    """
    card = details.card(rt, business_id, insight_id, caller=caller, now=now)
    tag = picturing.digest(card, picturing.drawing(card), look)
    kept = rt.cache.fetch(cache_types.INSIGHT_CHARTS, tag)
    return Chart(kept, tag) if kept else _drawn(rt, business_id, insight_id, look, caller=caller, key=tag)


def chart_job(
    rt: Runtime,
    *,
    business_id: UUID,
    now: datetime,
    progress: Progress,
    insight_id: str,
    look: dict[str, Any],
    **_: Any,
) -> dict[str, Any]:
    """Draws the chart and leaves it in the cache under its name. Safe to run twice.

    Returns `tag` None where this worker was set up without `requirements-worker.txt`.
    """
    if find_spec("matplotlib") is None:
        return {"tag": None}
    with rt.db.transaction(Caller.service()) as tx:
        card = cards.fetch(tx, business_id, UUID(insight_id))
    if card is None:
        raise InsightNotFound
    wanted = Look(Format(look["format"]), look["width"], look["is_dark"])
    drawing = picturing.drawing(card)
    progress(0.3, "Drawing")
    from app.insights.charts.drawing import drawn

    tag, body = picturing.digest(card, drawing, wanted), drawn(drawing, wanted)
    rt.cache.store(cache_types.INSIGHT_CHARTS, tag, value=body)
    return {"tag": tag, "bytes": len(body)}


def _drawn(rt: Runtime, business_id: UUID, insight_id: UUID, look: Look, *, caller: Caller, key: str) -> Chart:
    payload = {"insight_id": str(insight_id), "look": asdict(look)}
    job = rt.jobs.run(JOB, caller=caller, business_id=business_id, payload=payload, key=f"{JOB}:{key}")
    tag = (job.result or {}).get("tag")
    body = rt.cache.fetch(cache_types.INSIGHT_CHARTS, tag) if tag else None
    if tag is None or body is None:
        raise ChartsUnavailable
    return Chart(body, tag)
