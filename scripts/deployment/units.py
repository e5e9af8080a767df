"""Reads the units of systemd/ as far as a host without systemd needs them: command lines, folders, patience."""

import re
import shlex
import signal
from dataclasses import dataclass
from pathlib import Path

from scripts.deployment.place import Place, assignments
from scripts.deployment.records import Failed

ASSIGNED = re.compile(r"^([A-Za-z]+)=(.*)$")


@dataclass(frozen=True, slots=True)
class Unit:
    """How one process is started and ended. `folders` are emptied before each start."""

    name: str
    command: tuple[str, ...]
    before: tuple[tuple[str, ...], ...]
    environ: dict[str, str]
    folder: Path
    folders: tuple[Path, ...]
    stops_on: signal.Signals
    stop_seconds: float
    pause_seconds: float


def read(place: Place, name: str) -> Unit:
    """The unit `name` (`ai-backend-web@8000`) of the present release, its paths being those of `place`."""
    kind, _, instance = name.partition("@")
    path = place.current / "systemd" / f"{kind}{'@' if instance else ''}.service"
    said = _service(path, instance)
    folders = tuple(place.run / part for value in said.get("RuntimeDirectory", []) for part in value.split())
    return Unit(
        name=name,
        command=_words(_one(said, "ExecStart"), place),
        before=tuple(_words(line, place) for line in said.get("ExecStartPre", [])),
        environ={**place.environ(place.linked()), **_given(said, place)},
        folder=place.current.resolve() if "WorkingDirectory" in said else place.run,
        folders=folders,
        stops_on=signal.Signals[_one(said, "KillSignal", "SIGTERM")],
        stop_seconds=float(_one(said, "TimeoutStopSec", "90")),
        pause_seconds=float(_one(said, "RestartSec", "1")),
    )


def _service(path: Path, instance: str) -> dict[str, list[str]]:
    """Every line of [Service]; a name may come several times."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise Failed(f"The unit {path} cannot be read: {error.strerror}.") from error
    found: dict[str, list[str]] = {}
    for line in text.partition("[Service]")[2].partition("[Install]")[0].splitlines():
        if one := ASSIGNED.match(line):
            found.setdefault(one[1], []).append(one[2].replace("%i", instance))
    return found


def _words(line: str, place: Place) -> tuple[str, ...]:
    """The words of a line as they are of this place, whose folders may have blanks in their names."""
    return tuple(_here(word, place) for word in shlex.split(line))


def _here(value: str, place: Place) -> str:
    moved = value.replace("/opt/ai-backend", str(place.home))
    return moved.replace("/etc/ai-backend", str(place.etc)).replace("/run/", f"{place.run}/")


def _given(said: dict[str, list[str]], place: Place) -> dict[str, str]:
    """Environment= as it stands, then what the files say that come with the release."""
    lines = [
        part for value in said.get("Environment", []) for part in _words(value, place) if not part.startswith("HOME")
    ]
    given = dict(part.split("=", 1) for part in lines)
    for value in said.get("EnvironmentFile", []):
        path = Path(_here(value.removeprefix("-"), place))
        if value.startswith("-") and path.exists():
            given |= assignments(path)
    return given


def _one(said: dict[str, list[str]], name: str, default: str = "") -> str:
    return said.get(name, [default])[-1]
