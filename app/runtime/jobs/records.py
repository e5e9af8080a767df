"""What a job is, and where it may stand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.values.errors import NotFound

Progress = Callable[[float, str], None]
"""Called by a job with the share done (0..1) and a few words on what it is doing."""

RELEASE_CHECK = "passing.release"
"""Answered by a worker with its version: how a deployment knows that the new ones work."""
OF_OPERATORS = ("models.", "background.")
"""How the names of jobs begin whose results admins may read, whoever asked for them."""
Handler = Callable[..., Mapping[str, Any]]
"""`handler(rt, *, business_id, now, progress, **payload)`: safe to run twice, returns a small result."""


class JobState(StrEnum):
    """queued -> running -> done | failed (its own words) | dead (started too often without an end)."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    DEAD = "dead"


class JobNotFound(NotFound):
    """No such job, or not the caller's."""

    code = "job_not_found"
    message = "We could not find this job."


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work. `attempts` numbers its starts and fences their ends: only the latest may finish it."""

    id: UUID
    name: str
    state: JobState
    business_id: UUID | None
    payload: Mapping[str, Any]
    progress: float
    progress_note: str | None
    result: Mapping[str, Any] | None
    error: str | None
    attempts: int
    max_attempts: int
    request_id: str | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @property
    def is_of_operators(self) -> bool:
        """Whether it works on the service itself, so that what it was given and returned is of no person or shop."""
        return self.business_id is None and self.name.startswith(OF_OPERATORS)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it by itself."""
        return self.state in (JobState.DONE, JobState.FAILED, JobState.DEAD)
