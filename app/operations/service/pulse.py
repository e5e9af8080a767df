"""Each process says every minute that it lives, and adds what it counted to what all of them did.

No other way adds up processes of several machines without a server of its own, and none is needed to look back: what
could not be written while the database was away is written when it is back, at the time at which it was counted.
"""

import logging
import os
import shutil
import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry

from app.operations.records import POINT, Counts, Point, Process, ProcessKind, Room, Tally
from app.operations.repo import points, processes
from app.operations.rules import durations
from app.operations.service.counting import counted
from app.runtime.db import DatabaseAway
from app.runtime.identity import Caller
from app.runtime.observe.machine import Machine
from app.runtime.runtime import Runtime
from app.values.period import indian_date

log = logging.getLogger("ai_backend.operations")
PULSE_SECONDS = 60.0
MOST_WAITING = 288
"""Points that one process holds back: a day without a database."""


@dataclass(slots=True)
class Waiting:
    """What was counted in one point's time and is not written yet."""

    tally: Tally
    memory_share: float | None
    disk_share: float | None


@dataclass(slots=True)
class Pulse:
    """The pulse of one process; `start` gives it a thread, `stop` takes its name off the list of those that live."""

    rt: Runtime
    kind: ProcessKind
    registries: tuple[CollectorRegistry, ...] = ()
    name: str = field(default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}")
    started_at: datetime = field(init=False)
    _before: Tally = field(init=False)
    _waiting: dict[datetime, Waiting] = field(default_factory=dict)
    _ended: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.started_at = self.rt.clock.now()
        self._before = counted(*self.registries)

    def start(self) -> None:
        """Begins to beat."""
        threading.Thread(target=self._go_on, name="pulse", daemon=True).start()

    def stop(self) -> None:
        """Writes what was counted last, and that the process has ended."""
        self._ended.set()
        with suppress(DatabaseAway):
            self.beat(self.rt.clock.now())
            with self.rt.db.transaction(Caller.service()) as tx:
                processes.forget(tx, self.name)

    def beat(self, now: datetime) -> None:
        """Says that the process lives, and adds what it counted since the last time. Raises `DatabaseAway`."""
        self._count(now)
        process = Process(self.name, self.kind, self.rt.settings.app_version, self.started_at, now)
        with self.rt.db.transaction(Caller.service()) as tx:
            processes.save(tx, process)
            for at, waiting in sorted(self._waiting.items()):
                points.add(tx, _point(at, waiting))
                if waiting.tally.calls:
                    points.add_calls(tx, indian_date(at), waiting.tally.calls)
        self._waiting.clear()

    def _count(self, now: datetime) -> None:
        found = counted(*self.registries)
        new, self._before = _since(found, self._before), found
        at = point_of(now)
        known = self._waiting.get(at)
        memory, disk = memory_room(), disk_room(self.rt)
        waiting = Waiting(new, memory.share if memory else None, disk.share if disk else None)
        if known:
            waiting.tally = _added(known.tally, new)
        self._waiting[at] = waiting
        for oldest in sorted(self._waiting)[:-MOST_WAITING]:
            del self._waiting[oldest]

    def _go_on(self) -> None:
        while True:
            try:
                self.beat(self.rt.clock.now())
            except DatabaseAway:
                log.info("no pulse written: the database is away")
            except Exception:  # the edge of a thread: it must go on
                log.exception("no pulse")
            if self._ended.wait(PULSE_SECONDS):
                return


def point_of(moment: datetime) -> datetime:
    """When the point began in which `moment` lies."""
    seconds = POINT.total_seconds()
    return datetime.fromtimestamp(moment.timestamp() // seconds * seconds, UTC)


def memory_room() -> Room | None:
    """Memory of the container or machine in which this runs; None where the system does not tell."""
    found = Machine().memory()
    return Room(*found) if found else None


def disk_room(rt: Runtime) -> Room | None:
    """The disk of DATA_DIR; None where there is none."""
    with suppress(OSError):
        usage = shutil.disk_usage(rt.settings.data_dir)
        return Room(usage.used, usage.used + usage.free)
    return None


def _point(at: datetime, waiting: Waiting) -> Point:
    counts = Counts()
    for one in waiting.tally.calls.values():
        counts = durations.added(counts, one)
    tally = waiting.tally
    return Point(at, counts, tally.cache_looks, tally.cache_hits, waiting.memory_share, waiting.disk_share)


def _since(now: Tally, before: Tally) -> Tally:
    calls = {call: durations.since(counts, before.calls.get(call, Counts())) for call, counts in now.calls.items()}
    return Tally(
        {call: counts for call, counts in calls.items() if counts.requests},
        now.cache_looks - before.cache_looks,
        now.cache_hits - before.cache_hits,
    )


def _added(one: Tally, other: Tally) -> Tally:
    calls: Mapping[str, Counts] = {
        call: durations.added(one.calls.get(call, Counts()), other.calls.get(call, Counts()))
        for call in one.calls.keys() | other.calls.keys()
    }
    return replace(
        one, calls=calls, cache_looks=one.cache_looks + other.cache_looks, cache_hits=one.cache_hits + other.cache_hits
    )
