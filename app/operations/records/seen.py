"""Everything at one glance, and what in it speaks for doing something."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.operations.records.counted import POINT, Point, Process


@dataclass(frozen=True, slots=True)
class EndedJobs:
    """How many jobs ended on one day of India, by how."""

    day: date
    done: int = 0
    failed: int = 0
    dead: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    """The jobs at one moment: how many by state, the longest wait by kind in seconds, and how they ended by day."""

    tallies: Mapping[str, int]
    waits: Mapping[str, float]
    days: Sequence[EndedJobs]


@dataclass(frozen=True, slots=True)
class Part:
    """A component, and what was found when it was asked."""

    name: str
    is_healthy: bool
    is_required: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Model:
    """A model that serves. `accuracy` is 0..1, None where nobody measured it; `wrong` says why it does not load."""

    name: str
    label: str
    accuracy: float | None
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """What is used of what there is, in bytes."""

    used: int
    total: int

    @property
    def share(self) -> float:
        """0..1."""
        return self.used / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class TableLook:
    """A table as PostgreSQL estimated it. `left_alone` says why it was not vacuumed, empty when it was."""

    name: str
    total_bytes: int
    live_rows: int
    dead_rows: int
    dead_rows_after: int | None
    left_alone: str = ""


@dataclass(frozen=True, slots=True)
class TableLooks:
    """All tables that were looked after at one time, the largest first."""

    looked_at: datetime
    tables: Sequence[TableLook]

    @property
    def swept_rows(self) -> int:
        """Dead rows that are gone."""
        return sum(one.dead_rows - one.dead_rows_after for one in self.tables if one.dead_rows_after is not None)

    @property
    def left_alone(self) -> Sequence[TableLook]:
        """Those that were not vacuumed."""
        return [one for one in self.tables if one.left_alone]


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert that is open at the Alertmanager. `anchor` names its page of the runbook, empty where it names none."""

    name: str
    summary: str
    severity: str
    since: datetime | None
    anchor: str


class Told(StrEnum):
    """Whether the Alertmanager could say which alerts are open."""

    UNSET = "unset"
    ASKED = "asked"
    AWAY = "away"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Alerts:
    """The open alerts, as far as they are `told`."""

    told: Told
    open: Sequence[Alert] = ()


@dataclass(frozen=True, slots=True)
class Store:
    """What only the database knows; a part of `Seen` that is None while it is away."""

    points: Sequence[Point]
    processes: Sequence[Process]
    work: Work
    database_bytes: int
    looks: TableLooks | None
    backup_made_at: datetime | None
    anchored_at: datetime | None


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything at one glance. What is None could not be measured."""

    at: datetime
    parts: Sequence[Part]
    store: Store | None
    schedules: Sequence[Process] | None
    models: Sequence[Model] | None
    disk: Room | None
    memory: Room | None
    is_closed: bool
    switched_off: Sequence[str]
    alerts: Alerts

    @property
    def present(self) -> Point | None:
        """The last five minutes that are over; None where nobody counted them."""
        newest = [one for one in self.store.points if one.at <= self.at - POINT] if self.store else []
        return newest[-1] if newest and newest[-1].at > self.at - 3 * POINT else None

    @property
    def versions(self) -> Sequence[str]:
        """The releases of the processes that live."""
        return sorted({one.version for one in self.processes})

    @property
    def processes(self) -> Sequence[Process]:
        """Those that are known to live."""
        return [*(self.store.processes if self.store else ()), *(self.schedules or ())]


class TroubleKind(StrEnum):
    """What speaks for doing something."""

    DATABASE = "database"
    SCHEMA = "schema"
    WORKER = "worker"
    PART = "part"
    CLOSED = "closed"
    ERRORS = "errors"
    SLOW = "slow"
    QUEUE = "queue"
    DEAD = "dead"
    DISK = "disk"
    MEMORY = "memory"
    BACKUP = "backup"
    ANCHOR = "anchor"
    BEAT = "beat"
    RELEASES = "releases"
    MODEL = "model"
    CACHE = "cache"
    TABLES = "tables"
    SILENT = "silent"
    ALERT = "alert"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One of them. `anchor` is the page of the runbook; `subject` and `value` are what its sentence is made of."""

    kind: TroubleKind
    anchor: str
    is_urgent: bool = False
    subject: str = ""
    value: float | None = None
