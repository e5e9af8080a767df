"""A glance in which all is well, to be made worse by a test."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from app.operations.records import (
    Alerts,
    Counts,
    EndedJobs,
    Model,
    Part,
    Point,
    Process,
    ProcessKind,
    Room,
    Seen,
    Store,
    TableLook,
    TableLooks,
    Told,
    Work,
)
from app.runtime.http.counting import BUCKETS_SECONDS

NOW = datetime(2026, 4, 6, 4, 32, tzinfo=UTC)
QUICK = (100, *(0 for _ in BUCKETS_SECONDS))
POINT = Point(NOW - timedelta(minutes=7), Counts(100, 0, 1.0, QUICK), 100, 90, 0.4, 0.5)
WORK = Work({"queued": 0, "running": 0, "dead": 0}, {"urgent": 0.0, "patient": 0.0}, [EndedJobs(NOW.date(), 9)])


def alive(kind: ProcessKind) -> Process:
    """A process of the present release."""
    return Process(f"here:{kind}", kind, "1.4.0", NOW - timedelta(hours=2), NOW)


STORE = Store(
    points=[POINT],
    processes=[alive(ProcessKind.WEB), alive(ProcessKind.WORKER)],
    work=WORK,
    database_bytes=10**7,
    looks=TableLooks(NOW - timedelta(days=1), [TableLook("jobs", 8192, 10, 0, 0)]),
    backup_made_at=NOW - timedelta(hours=3),
    anchored_at=NOW - timedelta(hours=6),
)
WELL = Seen(
    at=NOW,
    parts=[Part("database", True, True, "answers"), Part("worker", True, False, "beats")],
    store=STORE,
    schedules=[alive(ProcessKind.BEAT)],
    models=[Model("late_payment", "late_payment-3", 0.84)],
    disk=Room(50, 100),
    memory=Room(40, 100),
    is_closed=False,
    switched_off=[],
    alerts=Alerts(Told.UNSET),
)


def with_store(**changes: Any) -> Seen:
    """All well but for these parts of what the database knows."""
    return replace(WELL, store=replace(STORE, **changes))


def with_point(**changes: Any) -> Seen:
    """All well but for these figures of the last five minutes."""
    return with_store(points=[replace(POINT, **changes)])
