"""The job that tags one sentence, and keeps what was predicted where the answer rests on it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.invoices import repo
from app.invoices.records import TAGGER
from app.invoices.rules.sentences import filling, normalise
from app.invoices.service import sentences
from app.invoices.service.tagging import Tags
from app.model_registry import service as model_registry
from app.model_registry.records import ModelFailed, Observation, Served
from app.model_registry.service import serving
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime


def tag(rt: Runtime, *, business_id: UUID, now: datetime, text: str, on: str, subject: str, **_: Any) -> dict[str, Any]:
    """Tags a sentence as it is read: normalised. Without a version that serves the answer is empty."""
    serving.refresh(rt)
    model = serving.served(rt, TAGGER, business_id=business_id)
    if model is None:
        return {"version": "", "spans": []}
    plain_text = normalise.plain(text)
    try:
        spans = serving.predicted(model, [plain_text])[0]
    except ModelFailed:
        return {"version": "", "spans": []}
    tags = Tags(model.label, tuple(spans))
    _observe(
        rt, model, tags, plain_text, on=date.fromisoformat(on), subject=UUID(subject), business_id=business_id, now=now
    )
    return {"version": tags.version, "spans": [list(span) for span in tags.spans]}


def _observe(
    rt: Runtime, model: Served, tags: Tags, text: str, *, on: date, subject: UUID, business_id: UUID, now: datetime
) -> None:
    """Keeps the prediction under the answer's id when the answer is made with it."""
    with rt.db.transaction(Caller.service()) as tx:
        known = repo.fetch_customers(tx, business_id)
        plain = sentences.drafted(text, known, on=on)
        answer = sentences.taken(plain, text, known, tags, on=on) if filling.is_open(plain.said) else plain
        if answer is plain:
            return
        seen = Observation(subject, answer.confidence, text, now)
        serving.observe(tx, model, business_id=business_id, observations=[seen])
        took_ms = (rt.clock.now() - now).total_seconds() * 1000
        model_registry.record(tx, model_name=TAGGER, model_version=model.label, predictions=1, took_ms=took_ms, now=now)
