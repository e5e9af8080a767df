"""What was asked for, what a deployment leaves behind in its history, and how it fails."""

from dataclasses import dataclass, field
from typing import Literal

Result = Literal["begun", "ok", "failed", "rolled back"]
ENVIRONMENTS = ("staging", "production")
TARGETS = ("compose", "cluster", "local")


class Failed(Exception):
    """A step did not go well. The message is a sentence for whoever deploys."""


class Busy(Failed):
    """Somebody else deploys at this moment; the message says who."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for. `version` is the name of the release: a tag, as 1.4.0."""

    environment: str
    version: str
    target: str
    with_monitoring: bool = False
    skips_backup: bool = False
    skips_tests: bool = False
    is_forced: bool = False
    is_dry: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of `history.jsonl`: who brought which version, when (ISO 8601, UTC), how it ended, after how long.

    before : the version that ran until then, empty for none
    step : what it was at when it failed
    models : by name the version of each model that served before
    """

    at: str
    who: str
    environment: str
    version: str
    before: str
    result: Result
    seconds: float = 0.0
    is_forced: bool = False
    step: str = ""
    models: dict[str, int] = field(default_factory=dict)
