"""Keeping an answer: once however often it is asked for, counted with the version that made it."""

from datetime import datetime

from sqlalchemy import Connection

from app.books import access
from app.feedback import usage
from app.invoices import repo
from app.invoices.records import Generation, Reading
from app.invoices.rules import VERSION
from app.model_registry import service as model_registry
from app.runtime.identity import Caller

MODEL_NAME = "invoices"


def keep(
    tx: Connection,
    answer: Generation | Reading,
    reach: access.Reach,
    *,
    request: tuple[str, ...],
    version: str,
    caller: Caller,
    now: datetime,
    done_at: datetime,
) -> None:
    """Stores an answer and counts it, once however often it is asked for."""
    business_id, revision = reach.business_id, reach.revision
    if repo.save_once(
        tx, answer, business_id=business_id, request=request, version=version, revision=revision, now=now
    ):
        usage.record(tx, caller=caller, event=request[0], business_id=business_id)
        took_ms = (done_at - now).total_seconds() * 1000
        model_registry.record(tx, model_name=MODEL_NAME, model_version=VERSION, predictions=1, took_ms=took_ms, now=now)
