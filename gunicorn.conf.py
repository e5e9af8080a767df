"""How gunicorn serves the app: read by `gunicorn` itself when started in this folder.

The app is loaded once, before the workers are forked, and what it holds by then is frozen for the garbage collector:
the workers share that memory instead of each having a copy.
"""

import gc
import os
import sys
from typing import Any

from prometheus_client import multiprocess

from app.runtime import settings

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
keepalive = 5
control_socket_disable = True  # its default place is the home folder, shared by all copies
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112 -- a heartbeat file, not data
errorlog = "-"
loglevel = _settings.log_level.lower()


def when_ready(server: Any) -> None:
    """Called in the parent when the app is loaded."""
    gc.collect()
    gc.freeze()


def child_exit(server: Any, worker: Any) -> None:
    """Called in the parent when a worker has ended: its live gauges no longer count."""
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
