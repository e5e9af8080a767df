"""A search spread over the workers: each part is a job of its own, on whichever machine takes it first.

The asking job carries parts out itself while it waits, so a single worker process is enough and nothing waits for
itself. A part whose worker dies is given to another, as any job is; one that fails for good fails the whole run, and
what is still queued is taken back.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from app.model_registry.records.training import Part, Spread, Training, TrainingFailed
from app.model_registry.wording import training as wording
from app.runtime.identity import Caller
from app.runtime.jobs import repo, runner
from app.runtime.jobs.records import Handler, Job, JobState, Progress
from app.runtime.runtime import Runtime

JOB = "models.fold"
LOOK_SECONDS = 0.25
BEGIN, END = 0.1, 0.6
"""Between which shares of the whole training the search lies."""


def over_jobs(rt: Runtime, handler: Handler, progress: Progress) -> Spread:
    """Asks for a job for each part; `handler` is the one by which the parts that nobody else takes are carried out."""

    def spread(training: Training, parts: Sequence[Part]) -> Sequence[float]:
        asked = _asked(rt, training, parts)
        try:
            return _awaited(rt, asked, handler, progress)
        finally:
            with rt.db.transaction(Caller.service()) as tx:
                repo.withdraw(tx, asked)

    return spread


def told(payload: Mapping[str, Any]) -> tuple[Training, Part]:
    """What a part's job was asked to do."""
    until = datetime.fromisoformat(payload["until"])
    training = Training(payload["name"], int(payload["seed"]), until, payload["fingerprint"])
    return training, Part(int(payload["candidate"]), int(payload["fold"]))


def _asked(rt: Runtime, training: Training, parts: Sequence[Part]) -> list[UUID]:
    with rt.db.transaction(Caller.service()) as tx:
        return [
            rt.jobs.enqueue(
                tx,
                JOB,
                caller=Caller.service(),
                business_id=None,
                payload=asdict(training) | asdict(part) | {"until": training.until.isoformat()},
                key=f"{JOB}:{training.name}:{training.fingerprint}:{training.seed}:{part.candidate}:{part.fold}",
            )
            for part in parts
        ]


def _awaited(rt: Runtime, asked: Sequence[UUID], handler: Handler, progress: Progress) -> list[float]:
    done = -1
    while True:
        jobs = _fetched(rt, asked)
        _raise_on_failure(jobs)
        scores = [float(job.result["score"]) for job in jobs if job.state is JobState.DONE and job.result]
        if len(scores) > done:
            done = len(scores)
            progress(BEGIN + (END - BEGIN) * done / len(jobs), f"{done} of {len(jobs)} parts of the search are done")
        if done == len(jobs):
            return scores
        if not _help(rt, jobs, handler):
            time.sleep(LOOK_SECONDS)


def _help(rt: Runtime, jobs: Sequence[Job], handler: Handler) -> bool:
    """Whether a queued part could be taken; it is carried out by then."""
    return any(runner.execute(rt, job.id, handler) for job in jobs if job.state is JobState.QUEUED)


def _fetched(rt: Runtime, asked: Sequence[UUID]) -> list[Job]:
    with rt.db.transaction(Caller.service()) as tx:
        return [repo.fetch(tx, job_id) for job_id in asked]


def _raise_on_failure(jobs: Sequence[Job]) -> None:
    for number, job in enumerate(jobs, start=1):
        if job.state in (JobState.FAILED, JobState.DEAD):
            raise TrainingFailed(wording.part_failed(number, len(jobs), job.error))
