"""What one copy of the system consists of: its servers, the web, the worker and beat, and the commands of a start."""

import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import redis

from app.runtime.embedded import private_files
from app.runtime.embedded.process import Launch
from app.runtime.embedded.servers import Servers
from app.runtime.embedded.service import Service
from app.runtime.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 -- what to call instead
LEAN = {"MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
"""Many threads of one process share memory pools, and jobs side by side do not each take every core."""
ROOT_IS_MEANT = "ignore:You're running the worker with superuser privileges"
"""A filter for Celery's warning: whoever starts the whole system as root knows."""


@dataclass(frozen=True, slots=True)
class Stack:
    """How each part of the system is started, for `settings` and on `servers`."""

    settings: Settings
    servers: Servers
    environ: Mapping[str, str]

    @property
    def host(self) -> str:
        """The address under which this machine reaches the web."""
        return ANY_ADDRESS.get(self.settings.host, self.settings.host)

    @property
    def url(self) -> str:
        """The web's address, without a slash at its end."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.settings.port}"

    def make_folders(self) -> None:
        """The folders of the service's own children; the figures of an earlier run are dropped."""
        metrics = self.settings.data_dir / "metrics"
        shutil.rmtree(metrics, ignore_errors=True)
        private_files.make_folder(metrics)
        private_files.make_folder(self.settings.logs)

    def web(self) -> Service:
        """The web, ready when it answers."""
        command = ["gunicorn", "--config", "gunicorn.conf.py", "wsgi:app"]
        return Service("web", partial(self._module, *command), self._web_answers, stop_seconds=32.0)

    def workers(self) -> tuple[Service, Service]:
        """Worker and beat."""
        count = str(self.settings.worker_processes)
        worker = ["worker", "--concurrency", count, "--without-gossip", "--without-mingle"]
        beat = ["beat", "--schedule", str(self.settings.data_dir / "beat-schedule"), "--pidfile", ""]
        return (
            Service("worker", partial(self._celery, *worker), self._worker_listens, stop_seconds=20.0),
            Service("beat", partial(self._celery, *beat)),
        )

    def flask(self, *words: str) -> Launch:
        """A command of the app."""
        return self._module("flask", "--app", "wsgi", *words)

    def _celery(self, *words: str) -> Launch:
        launch = self._module("celery", "--quiet", "--app", "tasks.worker:app", *words)
        return replace(launch, environ=dict(launch.environ) | {"PYTHONWARNINGS": ROOT_IS_MEANT})

    def _module(self, *words: str) -> Launch:
        metrics = {"PROMETHEUS_MULTIPROC_DIR": str(self.settings.data_dir / "metrics")}
        environ = LEAN | self.servers.environ(self.environ) | metrics
        return Launch([sys.executable, "-m", *words], environ, ROOT)

    def _web_answers(self) -> bool:
        connection = HTTPConnection(self.host, self.settings.port, timeout=5)
        try:
            connection.request("GET", "/health/live")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def _worker_listens(self) -> bool:
        """Whether somebody waits at the queue of the embedded Redis; an external one may have other workers."""
        if self.servers.redis is None:
            return True
        with redis.Redis.from_url(self.servers.redis_url, socket_timeout=2) as client:
            return any(waiting["cmd"] == "brpop" for waiting in client.client_list())
