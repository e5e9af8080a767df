"""Jobs of the tests: asked for, looked at, and pushed around by the superuser."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, text

from app.runtime.identity import Caller
from app.runtime.jobs.records import Job
from app.runtime.runtime import Runtime

NAME = "tests.work"


def asked(rt: Runtime, *, key: str | None = None, name: str = NAME, **payload: Any) -> UUID:
    """The id of a job that has just been asked for."""
    with rt.db.transaction(Caller.service()) as tx:
        return rt.jobs.enqueue(tx, name, caller=Caller.service(), business_id=None, payload=payload, key=key)


def job(rt: Runtime, job_id: UUID) -> Job:
    """The job as it stands."""
    return rt.jobs.fetch(job_id, caller=Caller.service())


def change(engine: Engine, job_id: UUID, assignment: str) -> None:
    """Pushes one job's row to where a test needs it."""
    with engine.begin() as connection:
        connection.execute(text(f"update jobs set {assignment} where id = :id"), {"id": job_id})


def row(engine: Engine, job_id: UUID) -> Mapping[str, Any]:
    """One job's row."""
    with engine.connect() as connection:
        return dict(connection.execute(text("select * from jobs where id = :id"), {"id": job_id}).mappings().one())
