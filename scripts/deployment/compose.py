"""The Compose project of a server: new copies beside the old ones, which leave one after the other, behind nginx.

Never `stop` or a plain `up` for web: both end all copies at once. Two copies of different versions run side by side for
a minute, which the schema and the jobs allow (docs/deployment.md).
"""

import os
import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from scripts.deployment import commands, smoke
from scripts.deployment.place import assignments
from scripts.deployment.records import Entry, Failed, Wanted

FILE = "docker-compose.prod.yml"
OURS = ("web", "worker", "beat")
SECRET = re.compile(r"\{file: \./(secrets/[\w.-]+)\}")
COPIES = 3
"""As docker-compose.prod.yml has it; what runs when a deployment begins is kept."""
STATE = "{{.State.Status}}{{if .State.Health}} {{.State.Health.Status}}{{end}}"
LOOK_SECONDS = 1.0
HEALTHY_SECONDS = 180.0
NAMES_SECONDS = 6.0
"""nginx asks Docker for the addresses behind `web` every 5 s (nginx/site/upstream.conf)."""
MARGIN_SECONDS = 45
"""stop_grace_period of web."""


class Compose:
    """The project in the folder `source`."""

    def __init__(self, wanted: Wanted, source: Path, door: str) -> None:
        self._wanted = wanted
        self._source = source
        self._door = door
        self._pause = float(os.environ.get("DEPLOY_PAUSE_SECONDS") or NAMES_SECONDS)

    def running(self) -> str:
        """The version of every copy, where they agree."""
        versions = {self._version_of(one) for service in OURS for one in self._copies(service)}
        return versions.pop() if len(versions) == 1 else ""

    def processes(self) -> Mapping[str, bool]:
        """Each copy, by service and id: whether it runs, and is healthy where it can say."""
        found = {f"{service} {one[:12]}": self._shown(one, STATE) for service in OURS for one in self._copies(service)}
        return {name: state in ("running healthy", "running") for name, state in found.items()}

    def require(self) -> Iterator[str]:
        """Docker with Compose 2, and a file that it can read."""
        yield self._docker("compose", "version", "--short").strip()
        self._compose("config", "--quiet")

    def check(self) -> Iterator[str]:
        """The server's environment, and that every secret which the release asks for has its file."""
        found = assignments(self._source / ".env.production").get("ENVIRONMENT", "")
        if found != self._wanted.environment:
            raise Failed(f".env.production is for {found or 'no'} environment, not for {self._wanted.environment}.")
        asked = SECRET.findall((self._source / FILE).read_text())
        missing = [path for path in asked if not (self._source / path).exists()]
        if missing:
            raise Failed(
                f"{', '.join(missing)} is missing: scripts/make_secrets.sh makes it, and leaves what is there."
            )
        yield f".env.production is for {found}, and every secret has its file"

    def backup(self) -> Iterator[str]:
        """By what runs now; there is nothing to save before the first time."""
        if not self._copies("web"):
            yield "nothing runs yet"
            return
        yield from self._compose("exec", "-T", "web", "flask", "backup", "create").splitlines()
        yield from self._compose("exec", "-T", "web", "flask", "backup", "prune").splitlines()

    def build(self) -> Iterator[str]:
        """Both images, by the version's name."""
        self._compose("build", "--quiet", "web", "worker")
        yield f"images of {self._wanted.version} are ready"

    def try_out(self) -> Iterator[str]:
        """The new image with the server's settings and servers."""
        yield from self._once("flask", "config", "validate").splitlines()

    def migrate(self) -> Iterator[str]:
        """The service that does nothing else."""
        yield from self._compose("run", "--rm", "--no-deps", "-T", "migrate").splitlines()

    def roll(self) -> Iterator[str]:
        """Web beside web, then worker and schedule, each ending what it has."""
        yield from self._replace(self._wanted.version)

    def prove(self) -> Iterator[str]:
        """Calls through the door; Docker has already asked each copy for its health."""
        yield from smoke.prove_door(self._door, self._wanted.version)

    def monitor(self) -> Iterator[str]:
        """The services of the profile."""
        self._compose("--profile", "monitoring", "up", "--detach", "--no-recreate")
        yield "the profile monitoring runs"

    def models(self) -> Mapping[str, int]:
        """Not asked from outside of the containers: `flask models rollback` is the way."""
        return {}

    def go_back(self, version: str, _: Mapping[str, int]) -> Iterator[str]:
        """The images of the version before are still there."""
        if not version:
            self._compose("rm", "--force", "--stop", *OURS)
            yield "everything was ended"
            return
        yield from self._replace(version)

    def tell(self, entry: Entry) -> None:
        """The history on this server has it."""

    def tidy(self) -> None:
        """Images stay for the way back; `docker image prune` is the operator's."""

    def _replace(self, version: str) -> Iterator[str]:
        old = [one for one in self._copies("web") if self._version_of(one) != version or self._wanted.is_forced]
        copies = len(self._copies("web")) or COPIES
        self._up(version, "--no-recreate", "--scale", f"web={copies + len(old)}", "web")
        self._await_healthy("web")
        time.sleep(self._pause if old else 0)
        for one in old:
            self._docker("stop", "--time", str(MARGIN_SECONDS), one)
            self._docker("rm", one)
        yield f"{copies} copies of web run {version}"
        self._up(version, "worker", "beat")
        self._await_healthy("worker")
        self._up(version, "--no-recreate", "nginx")
        yield f"worker and beat run {version}"

    def _await_healthy(self, service: str) -> None:
        until = time.monotonic() + HEALTHY_SECONDS
        while True:
            shown = [self._shown(one, STATE) for one in self._copies(service)]
            if shown and all(state in ("running healthy", "running") for state in shown):
                return
            if time.monotonic() > until:
                raise Failed(f"{service} did not become healthy: docker compose -f {FILE} logs {service}")
            time.sleep(LOOK_SECONDS)

    def _copies(self, service: str) -> list[str]:
        return self._compose("ps", "--quiet", service).split()

    def _version_of(self, container: str) -> str:
        return self._shown(container, "{{.Config.Image}}").rpartition(":")[2]

    def _shown(self, container: str, what: str) -> str:
        return self._docker("inspect", "--format", what, container).strip()

    def _up(self, version: str, *arguments: str) -> None:
        self._compose("up", "--detach", "--no-deps", "--no-build", *arguments, version=version)

    def _once(self, *arguments: str) -> str:
        return self._compose("run", "--rm", "--no-deps", "-T", "web", *arguments)

    def _compose(self, *arguments: str, version: str = "") -> str:
        return self._docker("compose", "--file", FILE, *arguments, version=version)

    def _docker(self, *arguments: str, version: str = "") -> str:
        environ = {**os.environ, "VERSION": version or self._wanted.version}
        return commands.output("docker", *arguments, folder=self._source, environ=environ)
