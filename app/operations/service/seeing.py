"""One glance at everything. What cannot be measured is None: nothing here raises because a part of it is away."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from app.flags import service as flags
from app.model_registry import service as models
from app.operations.records import EndedJobs, Model, Part, Point, Seen, Store, Trouble, Work
from app.operations.repo import looks, points, processes, standing
from app.operations.rules import durations, spans
from app.operations.rules import troubles as rules
from app.operations.service import alerts, schedule
from app.operations.service.pulse import disk_room, memory_room
from app.runtime.backups import noted
from app.runtime.health.service import REQUIRED, Finding
from app.runtime.http.counting import BUCKETS_SECONDS
from app.runtime.identity import Caller
from app.runtime.jobs import figures, repo
from app.runtime.maintenance import service as maintenance
from app.runtime.observe.remembered import Remembered
from app.runtime.runtime import Runtime
from app.values.errors import Unavailable

DRAWN = timedelta(days=1)
"""Of which the points are drawn."""
ENDS_DRAWN_DAYS = 14
ENDED, ENDED_SECONDS = "operations:ended", 60.0


def glance(rt: Runtime, findings: Iterable[Finding], *, now: datetime) -> Seen:
    """Everything as it stands now. `findings` are what the probes of this process found."""
    return Seen(
        at=now,
        parts=[Part(one.component, one.is_healthy, one.component in REQUIRED, one.detail) for one in findings],
        store=_store(rt, now),
        schedules=schedule.running(rt),
        models=_models(rt),
        disk=disk_room(rt),
        memory=memory_room(),
        is_closed=maintenance.is_closed(rt),
        switched_off=[name for name, (is_on, _) in flags.standing(rt).items() if not is_on],
        alerts=alerts.known(rt),
    )


def troubles(seen: Seen) -> list[Trouble]:
    """What speaks for doing something, the most urgent first."""
    return rules.troubles(seen, BUCKETS_SECONDS)


def slowest_seconds(point: Point) -> float | None:
    """Within which 95 of 100 answers came; None without an answer."""
    return durations.quantile(0.95, point.counts.buckets, BUCKETS_SECONDS)


def _store(rt: Runtime, now: datetime) -> Store | None:
    try:
        ended = _ended(rt)
        with rt.db.transaction(Caller.service()) as tx:
            return Store(
                points=points.fetch(tx, since=now - DRAWN, until=now),
                processes=processes.living(tx, now=now),
                work=Work(repo.depths(tx), figures.oldest_seconds(tx), ended),
                database_bytes=standing.database_bytes(tx),
                looks=looks.latest(tx, before=now),
                backup_made_at=noted.present(rt).begun_at,
                anchored_at=standing.last_deed(tx, "audit anchored"),
            )
    except Unavailable:
        return None


def _ended(rt: Runtime) -> Sequence[EndedJobs]:
    """How jobs ended by day, counted at most once a minute: of a hundred thousand that takes a tenth of a second."""
    remembered = rt.loaded.get(ENDED)
    if remembered is None:
        remembered = rt.loaded.setdefault(ENDED, Remembered(lambda: _count_ended(rt), seconds=ENDED_SECONDS))
    found: Sequence[EndedJobs] = remembered.value()
    return found


def _count_ended(rt: Runtime) -> Sequence[EndedJobs]:
    first = spans.midnight(rt.clock.today() - timedelta(days=ENDS_DRAWN_DAYS - 1))
    with rt.db.transaction(Caller.service()) as tx:
        return standing.ended_jobs(tx, since=first)


def _models(rt: Runtime) -> Sequence[Model] | None:
    try:
        labels, wrong = models.standing(rt)
        accuracies = models.accuracies(rt)
    except Unavailable:
        return None
    return [Model(name, label, accuracies.get(name), wrong.get(name, "")) for name, label in labels.items()]
