"""`flask jobs`: what waits, what died and why, and queueing it again."""

from collections.abc import Sequence
from uuid import UUID

import click
from flask.cli import with_appcontext

from app.runtime.auditing.records import COMMAND_LINE
from app.runtime.commands import Group
from app.runtime.http.current import rt
from app.runtime.jobs import desk
from app.runtime.jobs.desk import JobNotOver, JobUnderWay
from app.runtime.jobs.records import Job, JobNotFound, JobState

MOST_SHOWN_OF_ERROR = 100


@click.group("jobs", cls=Group, help="What the workers do, have done and could not do.")
def group() -> None:
    """Commands about jobs."""


@group.command("list")
@click.option("--state", type=click.Choice([one.value for one in JobState]), help="Only of this state.")
@click.option("--name", help="Only of this name, as fraud.analyze.")
@click.option("--limit", type=click.IntRange(1, 500), default=20, show_default=True)
@with_appcontext
def list_jobs(state: str | None, name: str | None, limit: int) -> None:
    """Say how many jobs stand in each state and how long the oldest waits, then show the latest."""
    click.echo(", ".join(f"{count:,} {one.value}" for one, count in desk.tallies(rt()).items()))
    for kind, seconds in desk.waits(rt()).items():
        click.echo(f"the oldest {kind} job waits {seconds:,.0f} s")
    for job in desk.latest(rt(), state=JobState(state) if state else None, name=name, limit=limit):
        click.echo(_line(job))


@group.command("dead")
@with_appcontext
def dead() -> None:
    """Say which jobs are dead, how many of each name, and what each name's latest said."""
    found = desk.dead(rt())
    for one in found:
        click.echo(f"{one.jobs:,} {one.name}, the latest {one.latest_at:%Y-%m-%d %H:%M} UTC: {_short(one.error)}")
    if not found:
        click.echo("No job is dead.")


@group.command("requeue")
@click.argument("job_ids", type=click.UUID, nargs=-1)
@click.option("--dead", "name", help="All dead jobs of this name instead.")
@click.option("--reason", required=True, help="Why; its hash stands in the audit trail.")
@with_appcontext
def requeue(job_ids: tuple[UUID, ...], name: str | None, reason: str) -> None:
    """Queue failed or dead jobs again, by their ids or all dead ones of a name."""
    if bool(job_ids) == bool(name):
        raise click.UsageError("Say either ids of jobs or --dead NAME.")
    chosen = job_ids or desk.dead_ids(rt(), str(name))
    left = _requeued(chosen, reason)
    click.echo(f"{len(chosen) - left:,} jobs are queued again.")
    if left:
        raise click.exceptions.Exit(1)


def _requeued(job_ids: Sequence[UUID], reason: str) -> int:
    """How many were left as they are, each told in a line."""
    left = 0
    for job_id in job_ids:
        try:
            desk.requeue(rt(), job_id, by=COMMAND_LINE, reason=reason)
        except (JobNotFound, JobNotOver, JobUnderWay) as problem:
            click.echo(f"{job_id}: {problem.message}", err=True)
            left += 1
    return left


def _line(job: Job) -> str:
    told = f"{job.created_at:%Y-%m-%d %H:%M}  {job.state.value:<8}{job.id}  {job.name}, start {job.attempts}"
    return f"{told}: {_short(job.error)}" if job.error else told


def _short(error: str | None) -> str:
    words = " ".join((error or "it said nothing").split())
    return words if len(words) <= MOST_SHOWN_OF_ERROR else f"{words[:MOST_SHOWN_OF_ERROR]}..."
