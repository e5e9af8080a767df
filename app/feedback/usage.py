"""Counting what is used: names and numbers by business, never what somebody wrote.

One small row beside an answer that was computed anyway. Answers from the cache are counted by the metrics instead,
so that they cost no write.
"""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Connection

from app.feedback import repo
from app.runtime.identity import Caller


def record(
    tx: Connection,
    *,
    caller: Caller,
    event: str,
    business_id: UUID | None = None,
    attributes: Mapping[str, int | float | str | bool] | None = None,
) -> None:
    """Notes that `caller` used `event` ("assistant.asked"); `attributes` are names and numbers of our own making."""
    repo.insert_event(tx, event=event, user_id=caller.user_id, business_id=business_id, attributes=attributes or {})
