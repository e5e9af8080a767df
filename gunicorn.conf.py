"""How gunicorn serves the app: read by `gunicorn` itself when started in this folder.

The app is loaded once, before the workers are forked, and what it holds by then is frozen for the garbage collector:
the workers share that memory instead of each having a copy.
"""

import gc
import os
import sys
from typing import Any

from gunicorn import util
from gunicorn.glogging import Logger

from app.operations.records import ProcessKind
from app.operations.service.pulse import Pulse
from app.runtime import settings
from app.runtime.http import counting, refusals
from app.runtime.http.current import runtime_of
from app.runtime.observe import logs
from app.runtime.sealing import at_start

try:
    _settings = settings.read(os.environ)
except settings.SettingsError as error:
    sys.exit(str(error))

bind = f"[{_settings.host}]:{_settings.port}" if ":" in _settings.host else f"{_settings.host}:{_settings.port}"
workers = _settings.web_processes
threads = _settings.web_threads
worker_class = "gthread"
preload_app = True
timeout = 60
graceful_timeout = 30
keepalive = 75  # longer than proxies keep an idle connection (60 s), so that none asks on one that is just being closed
control_socket_disable = True  # its default place is the home folder, shared by all copies
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112 -- a heartbeat file, not data
util.write_error = refusals.write  # gunicorn has no setting for it; contract/test_errors.py sees when it moves
loglevel = _settings.log_level.lower()


class logger_class(Logger):  # type: ignore[misc]  # noqa: N801 -- gunicorn's name for the setting
    """gunicorn's own lines, written by our logging instead of a second format beside it."""

    def setup(self, cfg: Any) -> None:
        """Called when the server starts and when it reads this file again."""
        logs.configure(_settings)
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


def on_starting(server: Any) -> None:
    """Called in the parent before anything is served."""
    refusal = at_start.refusal(_settings)
    if refusal:
        sys.exit(refusal)


def when_ready(server: Any) -> None:
    """Called in the parent when the app is loaded."""
    gc.collect()
    gc.freeze()


def post_worker_init(worker: Any) -> None:
    """Called in a worker before it serves: threads of the parent would have stayed there."""
    worker.pulse = Pulse(runtime_of(worker.wsgi), ProcessKind.WEB, (counting.registry_of(worker.wsgi),))
    worker.pulse.start()


def worker_exit(server: Any, worker: Any) -> None:
    """Called in a worker that ends."""
    if hasattr(worker, "pulse"):
        worker.pulse.stop()
