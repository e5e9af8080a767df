"""What a report says: plain sentences with figures, each beside that of the time before where that is known."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.operations.records import Figures, Period, Section, Span
from app.operations.wording.standing import duration

UNITS = (("GB", 1024**3), ("MB", 1024**2), ("KB", 1024))
NOTHING_WAITS = "Nothing waits for anybody."
MOST_TABLES = 5

Former = Mapping[str, Any] | None
"""Figures of the report before, as they were kept: what a release before did not measure is missing."""


def title(span: Span) -> str:
    """`Week from 6 April 2026`, `April 2026`."""
    first = span.begins_on
    return f"Week from {first.day} {first:%B %Y}" if span.period is Period.WEEK else f"{first:%B %Y}"


def sections(span: Span, now: Figures, before: Former) -> list[Section]:
    """The whole report."""
    return [
        Section("How it answered", [*_answered(span, now, before)]),
        Section("What it was used for", [*_used(span, now, before)]),
        Section("What went wrong", [*_wrong(span, now, before)]),
        Section("How right the models are", [*_models(now, before)]),
        Section("The slowest calls", [*_slowest(now)]),
        Section("Room", [*_room(span, now, before)]),
        Section("Backups and keys", [*_kept(now)]),
        Section("What waits for somebody", [f"{what} ({who})" for what, who in now.duties] or [NOTHING_WAITS]),
    ]


def _answered(span: Span, now: Figures, before: Former) -> Iterator[str]:
    if before is None:
        yield f"There is no report on the {span.period.value} before, so nothing is compared."
    if not now.counted_share:
        yield "Nobody counted requests in this time, so how it answered is unknown."
        return
    before = before if before and before.get("counted_share") else None
    yield f"Counted for {_percent(now.counted_share)} of the time; of the rest nobody knows."
    yield f"{now.requests:,} requests{_beside(span, now.requests, before, 'requests')}."
    if now.requests:
        former = _share(before, "errors", "requests")
        told = "" if former is None else f", after {_percent(former, 2)} the {span.period.value} before"
        yield f"{now.errors:,} of them, {_percent(now.errors / now.requests, 2)}, were errors of ours{told}."
    if now.slowest_seconds is not None:
        yield f"95 of 100 were answered within {_time(now.slowest_seconds)}{_after(span, before, 'slowest_seconds')}."
    if now.cache_hit_share is not None:
        yield f"The cache found {_percent(now.cache_hit_share)} of what was looked for."


def _used(span: Span, now: Figures, before: Former) -> Iterator[str]:
    for count, name, one, several in (
        (now.businesses, "businesses", "business was active", "businesses were active"),
        (now.people, "people", "person was active", "people were active"),
        (now.documents, "documents", "document was sent", "documents were sent"),
    ):
        yield f"{_many(count, one, several)}{_beside(span, count, before, name)}."
    done = now.jobs.get("done", 0)
    yield f"{_many(done, 'job was done', 'jobs were done')}{_beside(span, done, _jobs(before), 'done')}."


def _wrong(span: Span, now: Figures, before: Former) -> Iterator[str]:
    for state, one, several in (
        ("failed", "job ended with a refusal", "jobs ended with a refusal"),
        ("dead", "job is dead", "jobs are dead"),
    ):
        count = now.jobs.get(state, 0)
        yield f"{_many(count, one, several)}{_beside(span, count, _jobs(before), state)}."
    if now.failed:
        yield "By name: " + ", ".join(f"{name} {count:,}" for name, count in now.failed.items()) + "."


def _models(now: Figures, before: Former) -> Iterator[str]:
    former = {name: accuracy for name, _, accuracy in (before or {}).get("models", ())}
    for name, label, accuracy in now.models:
        told = "not measured" if accuracy is None else f"right {_percent(accuracy)} of the time"
        was = former.get(name)
        after = f", after {_percent(was)}" if was is not None and accuracy is not None else ""
        yield f"{name.replace('_', ' ')} ({label}): {told}{after}."
    if not now.models:
        yield "None was measured."


def _slowest(now: Figures) -> Iterator[str]:
    for call, seconds, requests in now.slowest:
        yield f"{call}: 95 of 100 within {_time(seconds)}, {requests:,} requests."
    if not now.slowest:
        yield "No call was made often enough to say."


def _room(span: Span, now: Figures, before: Former) -> Iterator[str]:
    grown = _grown(now.database_bytes, (before or {}).get("database_bytes"), span)
    yield f"The database takes {size(now.database_bytes)}{grown}."
    former = (before or {}).get("tables", {})
    for name, count in list(now.tables.items())[:MOST_TABLES]:
        yield f"Its table {name} takes {size(count)}{_grown(count, former.get(name), span)}."
    if now.looked_after is None:
        yield "Nobody has looked after the tables yet."
    else:
        yield (
            f"{_many(now.looked_after, 'table was', 'tables were')} vacuumed last, {now.left_alone:,} left alone,"
            f" {now.swept_rows:,} dead rows swept."
        )
    for name, share in (("Memory", now.memory_share), ("The disk", now.disk_share)):
        yield f"{name} was never more than {_percent(share)} full." if share is not None else f"{name}: unknown."


def _kept(now: Figures) -> Iterator[str]:
    yield f"{_many(now.backups, 'backup was', 'backups were')} made."
    if now.keys_age_days is None:
        yield "No key has sealed anything yet."
    else:
        yield f"The key that seals is {now.keys_age_days:,} days old; after 90 it should be followed by another."


def size(count: float) -> str:
    """`1.4 MB`."""
    unit, one = next(((unit, one) for unit, one in UNITS if abs(count) >= one), ("bytes", 1))
    return f"{count / one:.1f} {unit}" if one > 1 else f"{count:.0f} bytes"


def _many(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"


def _jobs(before: Former) -> Former:
    return None if before is None else before.get("jobs", {})


def _beside(span: Span, now: float, before: Former, name: str) -> str:
    """`, 12 % more than the week before`."""
    was = None if before is None else before.get(name)
    if was is None:
        return ""
    if was == now:
        return f", as many as the {span.period.value} before"
    if not was:
        return f", after none the {span.period.value} before"
    change = abs(now - was) / was
    return f", {100 * change:,.0f} % {'more' if now > was else 'fewer'} than the {span.period.value} before"


def _after(span: Span, before: Former, name: str) -> str:
    was = None if before is None else before.get(name)
    return "" if was is None else f", after {_time(was)} the {span.period.value} before"


def _grown(now: int, was: int | None, span: Span) -> str:
    if was is None:
        return ""
    if now == was:
        return f", as much as the {span.period.value} before"
    return f", {size(abs(now - was))} {'more' if now > was else 'less'} than the {span.period.value} before"


def _share(before: Former, part: str, whole: str) -> float | None:
    figures = before or {}
    return figures[part] / figures[whole] if part in figures and figures.get(whole) else None


def _percent(share: float, digits: int = 1) -> str:
    return f"{100 * share:.{digits}f} %"


def _time(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms" if seconds < 1 else duration(seconds) if seconds > 10 else f"{seconds:.1f} s"


def lines(title: str, sections: Sequence[Section]) -> Iterator[str]:
    """The report for a terminal, line by line."""
    yield title
    for section in sections:
        yield ""
        yield section.title
        yield from (f"- {line}" for line in section.lines)
