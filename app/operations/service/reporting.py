"""Reports on weeks and months: written by beat when one is over, from what was counted and what is kept."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from app.model_registry import service as registry
from app.model_registry.service import models
from app.operations.records import POINT, Counts, Figures, NotOver, Period, Point, Report, Span, TableLooks
from app.operations.repo import looks, points, reports, standing
from app.operations.rules import durations, spans
from app.operations.wording import duties as duties_wording
from app.operations.wording import reports as wording
from app.runtime.backups import noted
from app.runtime.backups.noted import Noted
from app.runtime.http.counting import BUCKETS_SECONDS
from app.runtime.identity import Caller
from app.runtime.jobs import repo as jobs
from app.runtime.runtime import Runtime
from app.runtime.sealing.standing import LONGEST
from app.values.period import indian_date

QUERY_SECONDS = 60.0
"""Sums over a month of a large database; nobody waits for them."""
MOST_SLOW, MOST_FAILED, MOST_TABLES = 5, 5, 40
FEWEST_REQUESTS = 20
"""Of a call, below which its slowest answers say nothing."""


@dataclass(frozen=True, slots=True)
class Known:
    """What others know: models with their labels and accuracy, versions that wait by model, and the newest backup."""

    models: Sequence[tuple[str, str, float | None]]
    waiting: Mapping[str, int]
    backup: Noted


def write_due(rt: Runtime, *, now: datetime) -> list[Span]:
    """Writes the reports on the last week and the last month that are over, unless they are there; which ones."""
    due = [spans.last_over(period, indian_date(now)) for period in Period]
    with rt.db.transaction(Caller.service()) as tx:
        missing = [span for span in due if not reports.is_there(tx, span)]
    for span in missing:
        write(rt, span, now=now)
    return missing


def write(rt: Runtime, span: Span, *, now: datetime) -> Report:
    """Writes the report on a week or month, in place of an earlier one. Raises `NotOver`."""
    if span.ends_before > indian_date(now):
        raise NotOver
    known = _known(rt)
    with rt.db.transaction(Caller.service(), timeout_seconds=QUERY_SECONDS) as tx:
        figures = _figures(rt, tx, span, known, now=now)
        report = Report(span, wording.sections(span, figures, reports.figures_before(tx, span)), now)
        reports.save(tx, report, figures)
    return report


def listed(rt: Runtime, *, most: int = 60) -> Sequence[Report]:
    """The reports, the latest first."""
    with rt.db.transaction(Caller.service()) as tx:
        return reports.listed(tx, most=most)


def one(rt: Runtime, period: Period, begins_on: date) -> Report:
    """The report on what began on this day. Raises `NoReport`."""
    with rt.db.transaction(Caller.service()) as tx:
        return reports.fetch(tx, period, begins_on)


def _known(rt: Runtime) -> Known:
    performances = registry.performance(rt)
    measured = {one.model_name for one in performances}
    labels = [(one.model_name, one.model_version, one.accuracy_score) for one in performances]
    unmeasured = [(name, label, None) for name, label in registry.serving_versions(rt).items() if name not in measured]
    waiting = {model.name: model.waiting for model in models.listed(rt) if model.waiting}
    return Known([*labels, *unmeasured], waiting, noted.present(rt))


def _figures(rt: Runtime, tx: Connection, span: Span, known: Known, *, now: datetime) -> Figures:
    since, until = spans.midnight(span.begins_on), spans.midnight(span.ends_before)
    counted = points.fetch(tx, since=since, until=until)
    counts, ran = _sum(counted), standing.run_jobs(tx, since=since, until=until)
    cache_looks = sum(one.cache_looks for one in counted)
    looked = looks.latest(tx, before=now)
    used, key_since = standing.used(tx, since=since, until=until), standing.key_since(tx, rt.seals.ring.first)
    return Figures(
        requests=counts.requests,
        errors=counts.errors,
        slowest_seconds=durations.quantile(0.95, counts.buckets, BUCKETS_SECONDS),
        counted_share=len(counted) * POINT / (until - since),
        cache_hit_share=sum(one.cache_hits for one in counted) / cache_looks if cache_looks else None,
        memory_share=_most(one.memory_share for one in counted),
        disk_share=_most(one.disk_share for one in counted),
        jobs={state: sum(count for _, kind, count in ran if kind == state) for state in ("done", "failed", "dead")},
        failed=_failed(ran),
        documents=used.documents,
        businesses=used.businesses,
        people=used.people,
        slowest=_slowest(points.fetch_calls(tx, begins_on=span.begins_on, ends_before=span.ends_before)),
        models=known.models,
        database_bytes=standing.database_bytes(tx),
        tables=standing.largest_tables(tx, most=MOST_TABLES),
        looked_after=len(looked.tables) - len(looked.left_alone) if looked else None,
        left_alone=len(looked.left_alone) if looked else 0,
        swept_rows=looked.swept_rows if looked else 0,
        backups=used.backups,
        keys_age_days=(now - key_since).days if key_since else None,
        duties=[*_duties(tx, span, known, looked, now=now, key_since=key_since)],
    )


def _duties(
    tx: Connection, span: Span, known: Known, looked: TableLooks | None, *, now: datetime, key_since: datetime | None
) -> Iterator[tuple[str, str]]:
    dead, kept = jobs.depths(tx)["dead"], known.backup
    if dead:
        yield duties_wording.dead_jobs(dead)
    yield from (duties_wording.versions(name, count) for name, count in known.waiting.items())
    if key_since and now - key_since >= LONGEST:
        yield duties_wording.old_key((now - key_since).days)
    if kept.failed_at or kept.begun_at is None or kept.is_overdue(now):
        yield duties_wording.missing_backup("the last try failed" if kept.failed_at else "none is of the last day")
    if looked and looked.left_alone:
        yield duties_wording.tables(len(looked.left_alone))
    if span.period is Period.MONTH:
        yield from duties_wording.each_month()


def _sum(counted: Sequence[Point]) -> Counts:
    total = Counts()
    for point in counted:
        total = durations.added(total, point.counts)
    return total


def _most(shares: Iterator[float | None]) -> float | None:
    return max((share for share in shares if share is not None), default=None)


def _failed(ran: Sequence[tuple[str, str, int]]) -> dict[str, int]:
    found = Counter[str]()
    for name, state, count in ran:
        if state != "done":
            found[name] += count
    return dict(found.most_common(MOST_FAILED))


def _slowest(calls: Sequence[tuple[str, Counts]]) -> list[tuple[str, float, int]]:
    by_call: dict[str, Counts] = {}
    for call, counts in calls:
        by_call[call] = durations.added(by_call.get(call, Counts()), counts)
    timed = [
        (call, seconds, counts.requests)
        for call, counts in by_call.items()
        if counts.requests >= FEWEST_REQUESTS
        and (seconds := durations.quantile(0.95, counts.buckets, BUCKETS_SECONDS)) is not None
    ]
    return sorted(timed, key=lambda one: (-one[1], one[0]))[:MOST_SLOW]
