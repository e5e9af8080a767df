"""A report on a week or a month of the service: what it counts, and what it says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.values.errors import Conflict, NotFound


class Period(StrEnum):
    """For how long a report is."""

    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Span:
    """A week from its Monday or a month from its first, in days of India; `ends_before` is the day after its last."""

    period: Period
    begins_on: date
    ends_before: date


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told of a span, as it could be measured when the report was written; None is unknown.

    counted_share : of the span's five minutes, those of which something was counted
    jobs : by how they ended; failed : by name, of those that failed or are dead
    slowest : (call, 95 of 100 answers within so many seconds, requests), the slowest first
    models : (name, label, accuracy 0..1 or None)
    tables : bytes by name, the largest
    looked_after : tables that were vacuumed last, None where none ever was; left_alone : those that were not;
        swept_rows : dead rows that went by it
    keys_age_days : of the key that seals; duties : (what, who)
    """

    requests: int = 0
    errors: int = 0
    slowest_seconds: float | None = None
    counted_share: float = 0.0
    cache_hit_share: float | None = None
    memory_share: float | None = None
    disk_share: float | None = None
    jobs: Mapping[str, int] = field(default_factory=dict)
    failed: Mapping[str, int] = field(default_factory=dict)
    documents: int = 0
    businesses: int = 0
    people: int = 0
    slowest: Sequence[tuple[str, float, int]] = ()
    models: Sequence[tuple[str, str, float | None]] = ()
    database_bytes: int = 0
    tables: Mapping[str, int] = field(default_factory=dict)
    looked_after: int | None = None
    left_alone: int = 0
    swept_rows: int = 0
    backups: int = 0
    keys_age_days: int | None = None
    duties: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a report with its sentences."""

    title: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it was written. What its sentences say stays, whatever the words of a later release are."""

    span: Span
    sections: Sequence[Section]
    written_at: datetime


class NoReport(NotFound):
    """No report was written for this time."""

    code = "report_not_found"
    message = "There is no report of this time."


class NotOver(Conflict):
    """A report tells of a week or month that is over."""

    code = "period_not_over"
    message = "This time is not over yet. A report is written when it is."
