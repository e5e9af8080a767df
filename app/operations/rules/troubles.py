"""What speaks for doing something, the most urgent first, with the bounds of `monitoring/rules`.

So the page and the alerts say the same; where Prometheus looks at minutes, this looks at the last five that are over.
"""

from collections.abc import Container, Iterator, Sequence
from datetime import timedelta

from app.operations.records import Alerts, Part, Point, Seen, Told, Trouble, TroubleKind
from app.operations.rules.durations import quantile

MOST_ERRORS, MANY_ERRORS = 0.01, 0.1
SLOWEST_SECONDS = 2.0
FEWEST_REQUESTS = 20
"""In five minutes: fewer are no measure."""
LEAST_HITS, FEWEST_LOOKS = 0.8, 40
LONGEST_WAIT_SECONDS = {"urgent": 60.0, "patient": 6 * 3600.0}
MOST_MEMORY, FULL_MEMORY = 0.8, 0.9
MOST_DISK, FULL_DISK = 0.8, 0.95
OLDEST_ANCHOR = timedelta(hours=26)
"""The trail is anchored each night."""
LEAST_ACCURACY = 0.7
URGENT = "critical"
WEIGHTY = (URGENT, "warning")
"""Severities of alerts; below are hints."""
PAGES = {
    "database": (TroubleKind.DATABASE, "database-unreachable"),
    "schema": (TroubleKind.SCHEMA, "update"),
    "worker": (TroubleKind.WORKER, "workers-missing"),
    "backup": (TroubleKind.BACKUP, "backup-too-old"),
    "gst": (TroubleKind.PART, "gst-register-away"),
    "ml_models": (TroubleKind.PART, "model-accuracy"),
}
UNASKED = ("ocr",)
"""Components that this process need not have: what a worker has installed is the worker's."""


def troubles(seen: Seen, bounds: Sequence[float]) -> list[Trouble]:
    """All of them, the urgent ones first. `bounds` are those of the counts by duration, in seconds."""
    found = [*_of_parts(seen.parts), *_of_store(seen), *_of_requests(seen.present, bounds), *_of_rest(seen)]
    found += _of_alerts(seen.alerts, known={one.anchor for one in found})
    return sorted(found, key=lambda one: not one.is_urgent)


def _of_parts(parts: Sequence[Part]) -> Iterator[Trouble]:
    for part in parts:
        if not part.is_healthy and part.name not in UNASKED:
            kind, anchor = PAGES.get(part.name, (TroubleKind.PART, "component-unhealthy"))
            is_urgent = part.is_required or kind is TroubleKind.WORKER
            yield Trouble(kind, anchor, is_urgent, part.detail if kind is TroubleKind.BACKUP else part.name)


def _of_requests(point: Point | None, bounds: Sequence[float]) -> Iterator[Trouble]:
    if point is None:
        return
    share, slowest = point.counts.error_share, quantile(0.95, point.counts.buckets, bounds)
    is_measure = point.counts.requests >= FEWEST_REQUESTS
    if is_measure and share is not None and share > MOST_ERRORS:
        yield Trouble(TroubleKind.ERRORS, "errors-in-answers", share > MANY_ERRORS, value=share)
    if is_measure and slowest is not None and slowest > SLOWEST_SECONDS:
        yield Trouble(TroubleKind.SLOW, "slow-answers", value=slowest)
    hits = point.hit_share
    if point.cache_looks >= FEWEST_LOOKS and hits is not None and hits < LEAST_HITS:
        yield Trouble(TroubleKind.CACHE, "cache-hit-rate", value=hits)


def _of_store(seen: Seen) -> Iterator[Trouble]:
    if seen.store is None:
        return
    for kind, seconds in seen.store.work.waits.items():
        most = LONGEST_WAIT_SECONDS[kind]
        if seconds > most:
            yield Trouble(TroubleKind.QUEUE, "queue-old", kind == "urgent" and seconds > 5 * most, kind, seconds)
    dead = seen.store.work.tallies.get("dead", 0)
    if dead:
        yield Trouble(TroubleKind.DEAD, "dead-jobs", value=dead)
    if seen.store.anchored_at and seen.at - seen.store.anchored_at > OLDEST_ANCHOR:
        yield Trouble(TroubleKind.ANCHOR, "duties")
    if seen.store.looks and seen.store.looks.left_alone:
        yield Trouble(TroubleKind.TABLES, "tables-nobody-looks-after", value=len(seen.store.looks.left_alone))


def _of_rest(seen: Seen) -> Iterator[Trouble]:
    if seen.schedules is not None and not seen.schedules:
        yield Trouble(TroubleKind.BEAT, "start")
    if len(seen.versions) > 1:
        yield Trouble(TroubleKind.RELEASES, "update", subject=" and ".join(seen.versions))
    if seen.is_closed:
        yield Trouble(TroubleKind.CLOSED, "maintenance")
    for kind, anchor, room, most, full in (
        (TroubleKind.DISK, "disk-full", seen.disk, MOST_DISK, FULL_DISK),
        (TroubleKind.MEMORY, "memory-and-processor", seen.memory, MOST_MEMORY, FULL_MEMORY),
    ):
        if room and room.share > most:
            yield Trouble(kind, anchor, room.share > full, value=room.share)
    for model in seen.models or ():
        if model.wrong or (model.accuracy is not None and model.accuracy < LEAST_ACCURACY):
            yield Trouble(TroubleKind.MODEL, "model-accuracy", subject=model.name, value=model.accuracy)


def _of_alerts(alerts: Alerts, *, known: Container[str]) -> Iterator[Trouble]:
    """Alerts that are more than a hint and whose page nothing that was measured here leads to."""
    if alerts.told is Told.AWAY:
        yield Trouble(TroubleKind.SILENT, "alerts-are-silent")
    for one in alerts.open:
        if one.severity in WEIGHTY and one.anchor not in known:
            yield Trouble(TroubleKind.ALERT, one.anchor, one.severity == URGENT, subject=one.summary or one.name)
