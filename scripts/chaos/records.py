"""The nouns of the suite: a fault, a figure with its bar, an answer that somebody got, and how a fault ended."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scripts.chaos.scene import Scene


CUT, LATE = 0, -1
"""Stand for the status of a call that was not answered."""


class NotHere(Exception):
    """This machine does not allow the fault to be done; the message says what is missing."""


class Broken(Exception):
    """Something that must hold does not; the message is a sentence for whoever reads the report."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, and its bar: the most that it may be, or none."""

    name: str
    value: float
    unit: str = ""
    most: float | None = None
    least: float | None = None

    @property
    def problem(self) -> str:
        """A sentence when the bar is missed, else empty."""
        shown = f"{self.name} is {self.value:g} {self.unit}".strip()
        if self.most is not None and self.value > self.most:
            return f"{shown}, allowed are {self.most:g}"
        if self.least is not None and self.value < self.least:
            return f"{shown}, wanted are {self.least:g}"
        return ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One way of going wrong. `does` says it in a sentence, `run` does it.

    is_short : belongs to the short form that CI runs
    is_asked_for : is left out unless it is named, since it takes long
    cuts : calls may be cut off meanwhile, since who answers them is killed
    """

    name: str
    family: str
    does: str
    run: Callable[["Scene"], Iterator[Figure]]
    is_short: bool
    is_asked_for: bool
    cuts: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What one call of the watch came to. `status` is `CUT` where the connection was, `LATE` where no answer came.

    expected : what the call answers in quiet times
    took : seconds
    leaks : words in the answer that belong to nobody outside, such as those of a trace
    foreign : ids in the answer that belong to the other business
    """

    call: str
    owner: int
    status: int
    expected: int
    took: float
    says_when: bool
    leaks: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A job that the database has promised to keep: its id, whose it is, and the alerts it must find."""

    id: str
    business_id: str
    alerts: int


@dataclass(frozen=True, slots=True)
class Footprint:
    """What the system holds of the machine when nothing happens."""

    processes: int
    files: int
    database_connections: int
    redis_connections: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a fault ended: its figures, sentences on what did not hold, or why it could not be done here."""

    fault: Fault
    figures: tuple[Figure, ...]
    broken: tuple[str, ...]
    seconds: float
    not_here: str = ""
