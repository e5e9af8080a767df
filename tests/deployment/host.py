"""A host as docs/deployment.md has it, in a folder of this machine: settings, nginx, a checkout, and `deploy.sh`."""

import json
import os
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL
from typing import Any

import httpx

from app.runtime.embedded import ports
from scripts.check_ops import nginx_place
from scripts.check_ops.tools import Tool
from scripts.deployment import building, services
from scripts.deployment.place import Place
from scripts.deployment.services import Kept
from tests.running import ROOT

PATIENCE_SECONDS = 120.0
INHERITED = ("PATH", "HOME", "LANG", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")


@dataclass
class Host:
    """The host, and what is typed on it."""

    place: Place
    source: Path
    environ: dict[str, str]
    url: str
    authority: Path

    @property
    def services(self) -> Kept:
        """Its processes."""
        return Kept(self.place)

    @property
    def history(self) -> list[dict[str, Any]]:
        """Every deployment that was written down."""
        path = self.place.releases / "history.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def begin(self, script: str, *arguments: str, **environ: str) -> "subprocess.Popen[str]":
        """Types the command, and does not wait."""
        return subprocess.Popen(
            [self.source / "scripts" / script, "--target", "local", *arguments],
            env={**self.environ, **environ},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def deploy(self, version: str, *arguments: str, **environ: str) -> tuple[int, str]:
        """The exit code of `deploy.sh`, and what it said. No backup, nothing tried out, unless `arguments` say so."""
        return self.awaited(self.begin_deploying(version, *arguments, **environ))

    def begin_deploying(self, version: str, *arguments: str, **environ: str) -> "subprocess.Popen[str]":
        """`deploy.sh` at work."""
        arguments = arguments or ("--skip-backup", "--skip-tests")
        return self.begin("deployment/deploy.sh", *arguments, VERSION=version, **environ)

    def awaited(self, running: "subprocess.Popen[str]") -> tuple[int, str]:
        """Its exit code, and what it said."""
        said, _ = running.communicate(timeout=PATIENCE_SECONDS)
        return running.returncode, said

    def versions(self) -> list[str]:
        """What each web process says that it is."""
        asked = [httpx.get(f"http://127.0.0.1:{port}/health/ready", timeout=10) for port in self.place.web_ports]
        return [answer.json()["version"] for answer in asked]

    def calling(self, **headers: str) -> httpx.Client:
        """Calls through nginx."""
        trust = ssl.create_default_context(cafile=str(self.authority))
        return httpx.Client(base_url=self.url, verify=trust, headers=headers, timeout=30)

    def end(self) -> None:
        """Ends every process; those that do not end are killed."""
        for unit in reversed(self.place.units):
            if keeper := self.services.keeper(unit):
                os.kill(keeper, 15)
        for unit in self.place.units:
            with suppress(Exception):
                self.services.stop(unit)
            if keeper := self.services.keeper(unit):
                os.kill(keeper, SIGKILL)


@contextmanager
def host(folder: Path, settings: Mapping[str, str]) -> Iterator[Host]:
    """A host on which nothing was ever deployed; its processes end with the block."""
    web = [ports.free(), ports.free()]
    units = (*(f"ai-backend-web@{port}" for port in web), "ai-backend-worker", "ai-backend-beat", "ai-backend-nginx")
    place = Place(folder / "opt", folder / "etc", folder / "run", units)
    certificate = nginx_place.certified(ROOT, Tool(Path("/bin/bash"), "bash"), folder / "secrets")
    door = nginx_place.laid_out(
        ROOT, nginx_place.Place(place.etc, ports.free(), ports.free()), web, certificate=certificate
    )
    (place.etc / ".env.production").write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
    source = checkout(folder / "checkout")
    environment = place.home / "environments" / building.fingerprint(source)
    environment.mkdir(parents=True)
    (environment / ".venv").symlink_to(sys.prefix)
    url = f"https://localhost:{door.port}"
    environ = {
        **{name: os.environ[name] for name in INHERITED if name in os.environ},
        "AI_BACKEND_HOME": str(place.home),
        "AI_BACKEND_ETC": str(place.etc),
        "AI_BACKEND_RUN": str(place.run),
        "AI_BACKEND_UNITS": " ".join(units),
        "SMOKE_URL": url,
        "SSL_CERT_FILE": str(certificate / "tls_certificate"),
    }
    made = Host(place, source, environ, url, certificate / "tls_certificate")
    try:
        yield made
    finally:
        made.end()


def checkout(folder: Path) -> Path:
    """A copy of what serves, compiled once, so that no release compiles it again."""
    folder.mkdir()
    for name in building.SERVING:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(sys.prefix)
    subprocess.run(
        [sys.executable, "-m", "compileall", "-q", "-j", "0", "app", "ml_models", "tasks", "scripts/deployment"],
        cwd=folder,
        check=True,
    )
    return folder


__all__ = ["Host", "checkout", "host", "services"]
