"""Counting what models answer: one row a model, version and day."""

from datetime import datetime

from sqlalchemy import Connection

from app.model_registry.repo import scores
from app.values.period import indian_date


def record(
    tx: Connection, *, model_name: str, model_version: str, predictions: int, took_ms: float, now: datetime
) -> None:
    """Counts one computed answer with `predictions` in it. Call it last: the counter is one row for everybody.

    `tx` may be the caller's or the service's; its rights are the same afterwards.
    """
    scores.count(
        tx,
        name=model_name,
        version=model_version,
        day=indian_date(now),
        predictions=predictions,
        took_ms=max(took_ms, 0.0),
    )
