"""Asking the workers for what an answer can do without: nobody waits long, and after a wait in vain nobody waits again.

A wait in vain is over with the job that was waited for, so a worker that only took long to begin is soon asked again.
"""

import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from redis.exceptions import RedisError

from app.runtime.health import probes
from app.runtime.identity import Caller
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime

PAUSE_SECONDS = 30.0
"""How long a process asks nobody while a job that it waited for in vain goes on."""


def told(
    rt: Runtime,
    name: str,
    *,
    caller: Caller,
    business_id: UUID | None,
    payload: Mapping[str, Any],
    key: str,
    wait_seconds: float,
) -> Mapping[str, Any] | None:
    """What the job says; None where no worker is there, it fails, or it takes longer than `wait_seconds`."""
    if _is_resting(rt, name) or not _is_worker_there(rt):
        return None
    job = rt.jobs.run(name, caller=caller, business_id=business_id, payload=payload, key=key, wait_seconds=wait_seconds)
    if not job.is_over:
        rt.loaded[_resting(name)] = job.id, time.monotonic() + PAUSE_SECONDS
    return job.result if job.state is JobState.DONE else None


def forget(rt: Runtime, name: str) -> None:
    """Ends the rest after a wait in vain."""
    rt.loaded.pop(_resting(name), None)


def _is_resting(rt: Runtime, name: str) -> bool:
    job_id, until = rt.loaded.get(_resting(name), (None, 0.0))
    if time.monotonic() < until and not rt.jobs.is_over(job_id):
        return True
    forget(rt, name)
    return False


def _resting(name: str) -> str:
    return f"rests:{name}"


def _is_worker_there(rt: Runtime) -> bool:
    try:
        probes.worker(rt)
    except (probes.Unwell, RedisError):
        return False
    return True
