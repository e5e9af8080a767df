"""Carries job ids to the workers through Celery. What cannot be sent now is sent later by the reaper, from the table.

There is no result backend: with Redis down it would block each call for about 20 s (measured). Sending happens on
a thread of its own, since a hung broker blocks the sender for seconds whatever its time-outs say.
"""

import logging
import os
import queue
import threading
from uuid import UUID

from celery import Celery
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from app.runtime.redis_pool import GuardedPool

log = logging.getLogger("ai_backend.jobs")
QUEUE = "jobs"
PATIENT = ("models.", "background.")
"""How the names of jobs begin that nobody waits for with a shop open: they come after all others."""

FIRST, LAST = 0, 9
LISTS = (QUEUE, f"{QUEUE}\x06\x16{LAST}")
"""Where Redis holds what waits: kombu has a list for each priority, and takes from the first that holds anything."""

TRANSPORT = {"socket_timeout": 2, "socket_connect_timeout": 1, "visibility_timeout": 3600}


class JobQueue:
    """The sender of one process. `send` never waits and never fails."""

    def __init__(self, url: str, pool: GuardedPool) -> None:
        self._celery = Celery("fineasy", broker=url, set_as_current=False)
        self._celery.conf.update(broker_transport_options=TRANSPORT, task_default_queue=QUEUE, task_ignore_result=True)
        self._pool = pool
        self._outgoing: queue.SimpleQueue[tuple[UUID, str]] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._process = 0

    def send(self, job_id: UUID, name: str) -> None:
        """Hands the id to the sending thread."""
        self._start()
        self._outgoing.put((job_id, name))

    def _start(self) -> None:
        with self._lock:
            if self._process == os.getpid():
                return
            self._process, self._outgoing = os.getpid(), queue.SimpleQueue()
            threading.Thread(target=self._run, args=(self._outgoing,), name="job-sender", daemon=True).start()

    def _run(self, outgoing: "queue.SimpleQueue[tuple[UUID, str]]") -> None:
        while True:
            job_id, name = outgoing.get()
            if not self._pool.breaker.is_open:
                self._publish(job_id, name)

    def _publish(self, job_id: UUID, name: str) -> None:
        try:
            priority = LAST if name.startswith(PATIENT) else FIRST
            self._celery.send_task(name, kwargs={"job_id": str(job_id)}, retry=False, priority=priority)
        except (OperationalError, RedisError, OSError) as error:
            log.warning("job not sent, the reaper will send it", extra={"job_id": str(job_id), "reason": str(error)})
