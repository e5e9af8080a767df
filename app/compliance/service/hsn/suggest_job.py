"""The job that asks the model of wordings; only the worker loads it."""

from datetime import datetime
from typing import Any

from app.compliance.records.suggestions import MODEL
from app.model_registry import service as model_registry
from app.model_registry.records import ModelFailed
from app.model_registry.service import serving
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime

MOST_TEXTS = 1_000


def suggest(rt: Runtime, *, now: datetime, texts: list[str], **_: Any) -> dict[str, Any]:
    """For each text the likeliest codes with their chances. Without a version that serves the answer is empty."""
    serving.refresh(rt)
    model = serving.served(rt, MODEL)
    if model is None:
        return {"version": "", "codes": []}
    try:
        found = serving.predicted(model, texts[:MOST_TEXTS])
    except ModelFailed:
        return {"version": "", "codes": []}
    took_ms = (rt.clock.now() - now).total_seconds() * 1000
    with rt.db.transaction(Caller.service()) as tx:
        model_registry.record(
            tx, model_name=MODEL, model_version=model.label, predictions=len(found), took_ms=took_ms, now=now
        )
    return {"version": model.label, "codes": [[[code, round(chance, 4)] for code, chance in said] for said in found]}
