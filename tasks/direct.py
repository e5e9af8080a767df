"""While the queue's Redis is away, each worker process takes jobs straight from the table, one at a time.

The table is the truth and Redis only carries ids, so nothing but speed is lost with it. And each looks for lost jobs
by itself, since the chore that does so comes late where every process is busy with something long, or beat is gone.
"""

import logging
import threading
import time
from collections.abc import Mapping

from app.runtime.db import DatabaseAway
from app.runtime.identity import Caller
from app.runtime.jobs import reaper, repo, runner
from app.runtime.jobs.records import Handler
from app.runtime.maintenance import service as maintenance
from app.runtime.runtime import Runtime

log = logging.getLogger("ai_backend.jobs")
LOOK_SECONDS = 1.0
SWEEP_SECONDS = 10.0


class DirectRunner:
    """A thread of each worker process."""

    def __init__(self, rt: Runtime, handlers: Mapping[str, Handler]) -> None:
        self._rt = rt
        self._handlers = handlers

    def start(self) -> None:
        """Begins to watch."""
        threading.Thread(target=self._watch, name="direct-runner", daemon=True).start()

    def _watch(self) -> None:
        swept_at = time.monotonic()
        while True:
            time.sleep(LOOK_SECONDS)
            try:
                if time.monotonic() - swept_at > SWEEP_SECONDS:
                    swept_at = time.monotonic()
                    reaper.sweep(self._rt)
                if not self._rt.broker.answers():
                    self._run_waiting()
            except DatabaseAway:
                log.warning("neither Redis nor the database answers")

    def _run_waiting(self) -> None:
        while not (self._rt.broker.answers() or maintenance.is_closed(self._rt)):
            with self._rt.db.transaction(Caller.service()) as tx:
                waiting = repo.next_waiting(tx, names=list(self._handlers))
            if waiting is None:
                return
            job_id, name = waiting
            runner.execute(self._rt, job_id, self._handlers[name])
