"""The folders of a host that runs releases as processes, as the units in systemd/ and docs/deployment.md name them."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.deployment.records import Failed

UNITS = ("ai-backend-web@8000", "ai-backend-web@8001", "ai-backend-worker", "ai-backend-beat", "ai-backend-nginx")
LINE = re.compile(r"^(?P<name>[A-Za-z_]\w*)=(?P<value>.*)$")
INHERITED = ("PATH", "HOME", "LANG", "TMPDIR", "SSL_CERT_FILE")
"""What a service gets from whoever starts it; everything else stands in its settings."""


@dataclass(frozen=True, slots=True)
class Place:
    """`home` holds the releases, `etc` settings and nginx's configuration, `run` what lives as long as processes."""

    home: Path
    etc: Path
    run: Path
    units: tuple[str, ...]

    @property
    def releases(self) -> Path:
        """A folder for each release, and the history of deployments."""
        return self.home / "releases"

    @property
    def current(self) -> Path:
        """The link to the release that units start."""
        return self.home / "current"

    @property
    def settings_file(self) -> Path:
        """The server's settings, in the form of systemd's EnvironmentFile."""
        return self.etc / ".env.production"

    @property
    def web_ports(self) -> tuple[int, ...]:
        """The ports of the web processes of this host."""
        return tuple(int(unit.partition("@")[2]) for unit in self.units if unit.startswith("ai-backend-web@"))

    def linked(self) -> str:
        """The release that `current` names, empty for none."""
        return self.current.resolve().name if self.current.is_symlink() else ""

    def link(self, version: str) -> None:
        """Lets `current` name the release from now on, in one step."""
        draft = self.home / ".current.new"
        draft.unlink(missing_ok=True)
        draft.symlink_to(Path("releases") / version)
        draft.replace(self.current)

    def environ(self, version: str) -> dict[str, str]:
        """What a process of the release finds in its environment. Raises `Failed` without a file of settings."""
        kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
        return {**kept, **assignments(self.settings_file), "APP_VERSION": version}


def of(environ: Mapping[str, str]) -> Place:
    """The place that `environ` names; without a word there, that of the units."""
    return Place(
        home=Path(environ.get("AI_BACKEND_HOME") or "/opt/ai-backend"),
        etc=Path(environ.get("AI_BACKEND_ETC") or "/etc/ai-backend"),
        run=Path(environ.get("AI_BACKEND_RUN") or "/run"),
        units=tuple((environ.get("AI_BACKEND_UNITS") or " ".join(UNITS)).split()),
    )


def assignments(path: Path) -> dict[str, str]:
    """Names and values of an EnvironmentFile: `NAME=value`, quotes around a whole value taken off."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise Failed(f"The settings in {path} cannot be read: {error.strerror}.") from error
    found = [LINE.match(line.strip()) for line in lines]
    return {one["name"]: _unquoted(one["value"].strip()) for one in found if one}


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
