"""Asking the worker's tagger about one sentence, without ever waiting long: it fills gaps and nothing hangs on it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from app.invoices.records import TAGGER, Span
from app.model_registry.service import serving
from app.runtime import cache_types
from app.runtime.identity import Caller
from app.runtime.jobs import patience
from app.runtime.runtime import Runtime

JOB = "invoices.tag"
WAIT_SECONDS = 3.0
LONGEST = 1000
"""Characters of a sentence that is worth asking about: what the app's input takes."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What one version of the tagger makes of a sentence."""

    version: str
    spans: tuple[Span, ...]


def asked(rt: Runtime, text: str, *, on: date, subject: UUID, business_id: UUID, caller: Caller) -> Tags | None:
    """The tagger's spans; None where no version serves, no worker is there, or it takes too long."""
    label = serving.label(rt, TAGGER, business_id=business_id)
    if not label or len(text) > LONGEST:
        return None
    known = rt.cache.fetch(cache_types.SENTENCE_TAGS, label, subject)
    if known is not None:
        return _tags(json.loads(known))
    told = patience.told(
        rt,
        JOB,
        caller=caller,
        business_id=business_id,
        payload={"text": text, "on": on.isoformat(), "subject": str(subject)},
        key=f"{JOB}:{label}:{subject}",
        wait_seconds=WAIT_SECONDS,
    )
    if not told or not told.get("version"):
        return None
    rt.cache.store(cache_types.SENTENCE_TAGS, told["version"], subject, value=json.dumps(told).encode())
    return _tags(told)


def _tags(told: Mapping[str, Any]) -> Tags:
    return Tags(told["version"], tuple((start, end, label) for start, end, label in told["spans"]))
