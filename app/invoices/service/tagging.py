"""Asking the worker's tagger about one sentence, without ever waiting long: it fills gaps and nothing hangs on it."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from redis.exceptions import RedisError

from app.invoices.records import TAGGER, Span
from app.model_registry.service import serving
from app.runtime import cache_types
from app.runtime.health import probes
from app.runtime.identity import Caller
from app.runtime.jobs.records import Job, JobState
from app.runtime.runtime import Runtime

JOB = "invoices.tag"
WAIT_SECONDS = 3.0
PAUSE_SECONDS = 30.0
"""How long nobody is asked after a wait in vain."""

LONGEST = 1000
"""Characters of a sentence that is worth asking about: what the app's input takes."""

RESTING = "invoices.tagger_rests_until"


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
    if time.monotonic() < rt.loaded.get(RESTING, 0.0) or not _is_worker_there(rt):
        return None
    job = rt.jobs.run(
        JOB,
        caller=caller,
        business_id=business_id,
        payload={"text": text, "on": on.isoformat(), "subject": str(subject)},
        key=f"{JOB}:{label}:{subject}",
        wait_seconds=WAIT_SECONDS,
    )
    tags = _answered(job)
    if tags is not None:
        rt.cache.store(cache_types.SENTENCE_TAGS, tags.version, subject, value=json.dumps(job.result).encode())
    elif not job.is_over:
        rt.loaded[RESTING] = time.monotonic() + PAUSE_SECONDS
    return tags


def _answered(job: Job) -> Tags | None:
    is_told = job.state is JobState.DONE and job.result is not None and bool(job.result.get("version"))
    return _tags(job.result) if is_told and job.result is not None else None


def _tags(told: Mapping[str, Any]) -> Tags:
    return Tags(told["version"], tuple((start, end, label) for start, end, label in told["spans"]))


def _is_worker_there(rt: Runtime) -> bool:
    try:
        probes.worker(rt)
    except (probes.Unwell, RedisError):
        return False
    return True
