"""What a process tells everybody of the versions it should serve, in `ml_model_loads`: that they load, or why not."""

import os
import socket
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from uuid import UUID

from app.model_registry.records import Chosen, LoadReport
from app.model_registry.repo import loads
from app.runtime.db import DatabaseAway
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime

SEEN_EVERY_SECONDS = 30.0


class Reporter:
    """The voice of one process. What it cannot say while the database is away it says at the next occasion."""

    def __init__(self, rt: Runtime, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._rt = rt
        self._process = f"{socket.gethostname()}:{os.getpid()}"
        self._monotonic = monotonic
        self._seen_at = monotonic()

    def report(
        self, chosen: Chosen, name: str, *, serving: str, code: str = "", reason: str = "", failures: int = 0
    ) -> bool:
        """Says what answers for the version `chosen`, and why not itself; whether that was heard."""
        now = self._rt.clock.now()
        report = LoadReport(
            process=self._process,
            name=name,
            label=chosen.label,
            serving=serving,
            code=code,
            reason=reason,
            failures=failures,
            since=now,
            seen_at=now,
        )
        with suppress(DatabaseAway):
            with self._rt.db.transaction(Caller.service()) as tx:
                loads.save(tx, report, model_id=chosen.id)
            return True
        return False

    def stand_by(self, wanted: Iterable[UUID]) -> None:
        """Says once in a while that this process lives and what it told of these versions still holds."""
        if self._monotonic() - self._seen_at < SEEN_EVERY_SECONDS:
            return
        self._seen_at = self._monotonic()
        with suppress(DatabaseAway), self._rt.db.transaction(Caller.service()) as tx:
            loads.note_seen(tx, self._process, wanted=list(wanted), now=self._rt.clock.now())
