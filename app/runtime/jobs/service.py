"""Asking for work: once per key, inside the asker's transaction, with or without waiting for its end."""

import time
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.runtime.db import Database, after_commit
from app.runtime.identity import Caller
from app.runtime.jobs import lines, repo
from app.runtime.jobs.lines import Line
from app.runtime.jobs.queue import JobQueue
from app.runtime.jobs.records import Job
from app.runtime.observe.context import current_request_id

FIRST_LOOK_SECONDS = 0.02
LONGEST_LOOK_SECONDS = 0.2
BE = text("select set_config('role', :role, true)")
IS_OVER = "select state in ('done', 'failed', 'dead') from jobs where id = :id"


class Jobs:
    """The `jobs` table as the capabilities see it."""

    def __init__(self, db: Database, queue: JobQueue, *, max_attempts: int, wait_seconds: float) -> None:
        self._db = db
        self._queue = queue
        self._max_attempts = max_attempts
        self._wait_seconds = wait_seconds

    def enqueue(
        self,
        tx: Connection,
        name: str,
        *,
        caller: Caller,
        business_id: UUID | None,
        payload: Mapping[str, Any],
        key: str | None = None,
        delay_seconds: float = 0,
    ) -> UUID:
        """The id of a job that leaves when `tx` commits, or by the reaper once `delay_seconds` have passed.

        While one with the same `key` is under way, that one's.

        Only the service role may write jobs (in Supabase the app's users reach the table with their own role),
        so the transaction takes that role for one statement.
        """
        tx.execute(BE, {"role": "service_role"})
        job_id = self._inserted(
            tx, name, caller=caller, business_id=business_id, payload=payload, key=key, delay_seconds=delay_seconds
        )
        tx.execute(BE, {"role": caller.role})
        return job_id

    def run(
        self,
        name: str,
        *,
        caller: Caller,
        business_id: UUID | None,
        payload: Mapping[str, Any] | None = None,
        key: str | None = None,
        wait_seconds: float | None = None,
    ) -> Job:
        """The job after its end, or as it stands after `wait_seconds` (the setting when none is given)."""
        with self._db.transaction(Caller.service()) as tx:
            job_id = self._inserted(tx, name, caller=caller, business_id=business_id, payload=payload or {}, key=key)
        self.wait(job_id, wait_seconds)
        with self._db.transaction(Caller.service()) as tx:
            return repo.fetch(tx, job_id)

    def fetch(self, job_id: UUID, *, caller: Caller) -> Job:
        """The job, for one who may see it. Raises `JobNotFound`."""
        with self._db.transaction(caller) as tx:
            return repo.fetch(tx, job_id)

    def is_over(self, job_id: UUID) -> bool:
        """Whether the job is done, failed or dead."""
        return self._db.value(IS_OVER, {"id": job_id}) == "t"

    def lines(self, job_id: UUID, *, caller: Caller, after: int = 0) -> Sequence[Line]:
        """What the job said after the line `after`, oldest first. Raises `JobNotFound`."""
        with self._db.transaction(caller) as tx:
            repo.fetch(tx, job_id)
            return lines.of_job(tx, job_id, after=after)

    def wait(self, job_id: UUID, seconds: float | None = None) -> None:
        """Returns when the job is over, or after `seconds` (the setting when none are given)."""
        longest = self._wait_seconds if seconds is None else seconds
        pause, until = FIRST_LOOK_SECONDS, time.monotonic() + longest
        while not self.is_over(job_id) and time.monotonic() < until:
            time.sleep(pause)
            pause = min(pause * 1.3, LONGEST_LOOK_SECONDS)

    def _inserted(
        self,
        tx: Connection,
        name: str,
        *,
        caller: Caller,
        business_id: UUID | None,
        payload: Mapping[str, Any],
        key: str | None,
        delay_seconds: float = 0,
    ) -> UUID:
        values = {
            "name": name,
            "business_id": business_id,
            "requested_by": caller.user_id,
            "payload": payload,
            "key": key,
            "max_attempts": self._max_attempts,
            "request_id": current_request_id(),
            "delay": delay_seconds,
        }
        while True:
            inserted = repo.insert(tx, **values)
            if inserted is not None:
                if not delay_seconds:
                    after_commit(tx, partial(self._queue.send, inserted, name))
                return inserted
            active = repo.active_id(tx, str(key))
            if active is not None:
                return active
