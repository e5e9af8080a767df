"""A worker in a thread, for tests of what waits for a job without a system of its own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import text

from app.runtime.db import DatabaseAway
from app.runtime.identity import Caller
from app.runtime.jobs import repo, runner
from app.runtime.jobs.records import Handler, JobState
from app.runtime.runtime import Runtime

FORGET = text("delete from jobs where name = :name and state = 'queued'")
LOOK_SECONDS = 0.02


@contextmanager
def carrying_out(rt: Runtime, name: str, handler: Handler) -> Iterator[list[JobState]]:
    """Carries out the jobs called `name` straight from the table; the list holds how each of them ended.

    What an earlier test has left in the queue is forgotten first.
    """
    with rt.db.transaction(Caller.service()) as tx:
        tx.execute(FORGET, {"name": name})
    is_over, done = threading.Event(), list[JobState]()

    def work() -> None:
        while not is_over.wait(LOOK_SECONDS):
            with suppress(DatabaseAway):  # as a worker would: a busy machine may miss a deadline
                with rt.db.transaction(Caller.service()) as tx:
                    waiting = repo.next_waiting(tx, names=[name])
                if waiting and (state := runner.execute(rt, waiting[0], handler)):
                    done.append(state)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield done
    finally:
        is_over.set()
        thread.join()
