"""What processes count, and which of them live."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

POINT = timedelta(minutes=5)
"""For which one point stands; it begins at a multiple of it."""


class ProcessKind(StrEnum):
    """What a process is for."""

    WEB = "web"
    WORKER = "worker"
    BEAT = "beat"


@dataclass(frozen=True, slots=True)
class Process:
    """A process that serves, works or keeps the schedule, as it said of itself last."""

    process: str
    kind: ProcessKind
    version: str
    started_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Counts:
    """Requests of a time. `buckets` counts them by their duration, one place for each bound and one beyond."""

    requests: int = 0
    errors: int = 0
    seconds: float = 0.0
    buckets: Sequence[int] = ()

    @property
    def error_share(self) -> float | None:
        """Share of answers that were errors of ours; None without an answer."""
        return self.errors / self.requests if self.requests else None


@dataclass(frozen=True, slots=True)
class Tally:
    """What one process has counted: requests by call (`GET /api/v1/status`), and looks into the cache."""

    calls: Mapping[str, Counts] = field(default_factory=dict)
    cache_looks: int = 0
    cache_hits: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """Five minutes of all processes together, from `at`. Shares are 0..1, None where nobody could measure them."""

    at: datetime
    counts: Counts
    cache_looks: int
    cache_hits: int
    memory_share: float | None
    disk_share: float | None

    @property
    def per_minute(self) -> float:
        """Requests a minute."""
        return self.counts.requests / (POINT / timedelta(minutes=1))

    @property
    def hit_share(self) -> float | None:
        """Share of looks into the cache that found something; None without a look."""
        return self.cache_hits / self.cache_looks if self.cache_looks else None
