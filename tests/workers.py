"""A worker in a thread, for tests of what waits for a job without a system of its own."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import text

from app.runtime.db import DatabaseAway
from app.runtime.identity import Caller
from app.runtime.jobs import repo, runner
from app.runtime.jobs.records import Handler, JobState
from app.runtime.runtime import Runtime

FORGET = text("delete from jobs where name = any (:names) and state = 'queued'")
LOOK_SECONDS = 0.02


class Ended(list[JobState]):
    """How each job ended. Whoever looks waits while one is under way: its caller may have the answer, which is
    committed, a moment before the worker is through with it."""

    def __init__(self) -> None:
        super().__init__()
        self.under_way = threading.Lock()

    def __eq__(self, other: object) -> bool:
        with self.under_way:
            return super().__eq__(other)

    def __len__(self) -> int:
        with self.under_way:
            return super().__len__()

    def __contains__(self, state: Any) -> bool:
        with self.under_way:
            return super().__contains__(state)


@contextmanager
def carrying_out(rt: Runtime, name: str, handler: Handler) -> Iterator[list[JobState]]:
    """Carries out the jobs called `name` straight from the table; the list holds how each of them ended.

    What an earlier test has left in the queue is forgotten first.
    """
    with carrying_out_all(rt, {name: handler}) as done:
        yield done


@contextmanager
def carrying_out_all(rt: Runtime, handlers: Mapping[str, Handler]) -> Iterator[list[JobState]]:
    """The same for jobs of several names."""
    names = list(handlers)
    with rt.db.transaction(Caller.service()) as tx:
        tx.execute(FORGET, {"names": names})
    is_over, done = threading.Event(), Ended()

    def work() -> None:
        while not is_over.wait(LOOK_SECONDS):
            with done.under_way, suppress(DatabaseAway):  # as a worker would: a busy machine may miss a deadline
                with rt.db.transaction(Caller.service()) as tx:
                    waiting = repo.next_waiting(tx, names=names)
                if waiting and (state := runner.execute(rt, waiting[0], handlers[waiting[1]])):
                    done.append(state)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield done
    finally:
        is_over.set()
        thread.join()
