"""What operators see of the jobs, and the one thing they may do: queue one again that failed or is dead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from app.runtime.auditing import Actor, Deed
from app.runtime.db import after_commit
from app.runtime.identity import Caller
from app.runtime.jobs import figures, repo
from app.runtime.jobs.lines import Line
from app.runtime.jobs.records import Job, JobState
from app.runtime.runtime import Runtime
from app.values.errors import Conflict

LATEST = text(
    f"select {repo.COLUMNS} from jobs where (cast(:state as text) is null or state = :state)"
    " and (cast(:name as text) is null or name = :name) order by created_at desc, id limit :limit"
)
TALLIES = text("select state, count(*) as jobs from jobs group by state")
DEAD = text(
    "select name, count(*) as jobs, max(finished_at) as latest_at,"
    " (array_agg(error order by finished_at desc))[1] as error"
    " from jobs where state = 'dead' group by name order by count(*) desc, name"
)
DEAD_IDS = text("select id from jobs where state = 'dead' and name = :name order by created_at, id")
REQUEUE = text(
    "update jobs set state = 'queued', max_attempts = attempts + :more, progress = 0, progress_note = null,"
    " finished_at = null, lease_until = null, dispatched_at = null, run_after = now()"
    " where id = :id and state in ('failed', 'dead') returning name"
)


@dataclass(frozen=True, slots=True)
class Dead:
    """The dead jobs of one name. `error` is what the one said that died last."""

    name: str
    jobs: int
    latest_at: datetime
    error: str | None


class JobNotOver(Conflict):
    """Only what failed or is dead can be queued again."""

    code = "job_not_over"
    message = "Only a job that failed or is dead can be queued again."


class JobUnderWay(Conflict):
    """Another job with the same key is queued or running, so this one would do its work twice."""

    code = "job_under_way"
    message = "The same work is being done by another job already."


def latest(rt: Runtime, *, state: JobState | None = None, name: str | None = None, limit: int = 50) -> Sequence[Job]:
    """The jobs of all businesses that were asked for last, of one state and name or of all."""
    with rt.db.transaction(Caller.service()) as tx:
        rows = tx.execute(LATEST, {"state": state and state.value, "name": name, "limit": limit}).mappings()
        return [repo.job_of(tx, row) for row in rows]


def one(rt: Runtime, job_id: UUID) -> tuple[Job, Sequence[Line]]:
    """The job, whosever it is, with what it said while it worked. Raises `JobNotFound`."""
    operator = Caller.service()
    return rt.jobs.fetch(job_id, caller=operator), rt.jobs.lines(job_id, caller=operator)


def tallies(rt: Runtime) -> Mapping[JobState, int]:
    """How many jobs stand in each state."""
    with rt.db.transaction(Caller.service()) as tx:
        found = {row.state: row.jobs for row in tx.execute(TALLIES)}
    return {state: found.get(state.value, 0) for state in JobState}


def waits(rt: Runtime) -> Mapping[str, float]:
    """Seconds that the oldest `urgent` and the oldest `patient` job has been waiting; 0 where none waits."""
    with rt.db.transaction(Caller.service()) as tx:
        return figures.oldest_seconds(tx)


def dead(rt: Runtime) -> Sequence[Dead]:
    """The dead jobs by name, the most numerous first."""
    with rt.db.transaction(Caller.service()) as tx:
        return [Dead(**row) for row in tx.execute(DEAD).mappings()]


def dead_ids(rt: Runtime, name: str) -> Sequence[UUID]:
    """The dead jobs of one name, the oldest first."""
    with rt.db.transaction(Caller.service()) as tx:
        return list(tx.execute(DEAD_IDS, {"name": name}).scalars())


def requeue(rt: Runtime, job_id: UUID, *, by: str, reason: str) -> None:
    """Queues a failed or dead job again, with as many more starts as a new one has; its history stays.

    The starts go on counting, since their number tells a late worker that the job is no longer its own. Raises
    `JobNotFound`, `JobNotOver`, or `JobUnderWay` where another with the same key would do the same work.
    """
    try:
        with rt.db.transaction(Caller.service()) as tx:
            name = _queued_again(rt, tx, job_id)
            after_commit(tx, partial(rt.queue.send, job_id, name))
            told = {"job": name}
            rt.audit.append(tx, Deed("job queued again", Actor.named(by), None, "job", job_id, told, reason))
    except IntegrityError as error:
        raise JobUnderWay from error


def _queued_again(rt: Runtime, tx: Connection, job_id: UUID) -> str:
    name: str | None = tx.execute(REQUEUE, {"id": job_id, "more": rt.settings.job_max_attempts}).scalar()
    if name is None:
        repo.fetch(tx, job_id)
        raise JobNotOver
    return name
