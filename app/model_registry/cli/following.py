"""Watching a job from a terminal: each of its notes as it comes, and its end."""

import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import click

from app.runtime.http import current
from app.runtime.identity import Caller

LOOK_SECONDS = 0.3
LONGEST_WAIT_SECONDS = 900.0


def follow(job_id: UUID, *, seconds: float = LONGEST_WAIT_SECONDS) -> Mapping[str, Any]:
    """The result of the job, its notes printed as they come. Ends the command when it fails or goes on too long."""
    jobs, until, seen = current.rt().jobs, time.monotonic() + seconds, 0
    while True:
        job = jobs.fetch(job_id, caller=Caller.service())
        for line in jobs.lines(job_id, caller=Caller.service(), after=seen):
            if line.note != job.error:  # which ends the command below
                click.echo(f"{line.share:4.0%}  {line.note}")
            seen = line.id
        if job.is_over:
            break
        if time.monotonic() > until:
            raise click.ClickException(f"The worker has not finished; it goes on as job {job_id}.")
        time.sleep(LOOK_SECONDS)
    if job.state != "done":
        raise click.ClickException(job.error or f"Job {job_id} ended as {job.state}.")
    return job.result or {}
