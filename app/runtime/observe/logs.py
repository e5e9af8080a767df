"""Logs: one JSON object a line on stdout and in the files that the operators' guides name.

`ai_backend.log` has everything, `ai_errors.log` errors only, `audit/ai_audit.log` who did what, and
`audit/ai_security.log` refusals. The files may be moved away at any time: they are opened again by name.
"""

import logging
import sys
from collections.abc import Mapping
from logging.handlers import WatchedFileHandler
from pathlib import Path
from typing import Any, TextIO

from pythonjsonlogger.json import JsonFormatter

from app.runtime.observe.context import current
from app.runtime.observe.redaction import redacted
from app.runtime.observe.stack_traces import told
from app.runtime.settings import Settings

ROOT = "ai_backend"
FORMAT = "%(levelname)s %(name)s %(message)s"
TALKATIVE = ("werkzeug", "kombu", "httpx", "limits", "celery.beat", "celery.worker.strategy", "celery.app.trace")
"""Others' loggers whose every word below a warning is left out."""
OURS = frozenset(("timestamp", "level", "module", "method"))
"""Fields that this service writes itself."""
NAMES = {"levelname": "level", "name": "module"}


class RedactedJson(JsonFormatter):
    """One line a record, made once for all handlers, with the ids in force and without personal numbers."""

    def format(self, record: logging.LogRecord) -> str:
        """The finished line."""
        line: str | None = getattr(record, "finished_line", None)
        if line is None:
            line = record.finished_line = super().format(record)
        return line

    def formatException(self, ei: Any) -> str:  # noqa: N802 -- logging's name
        """The trace without the values that stand in an error's words."""
        return told(ei[1]) if ei[1] else ""

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """The record's fields as text without personal numbers, and the ids of the request or job."""
        log_data.pop("finished_line", None)
        for name, value in log_data.items():
            if name not in OURS and not isinstance(value, int | float | None):
                log_data[name] = redacted(str(value))
        return log_data | current()


def configure(settings: Settings, stream: TextIO | None = None) -> None:
    """Directs everything that this process logs to the files and to `stream` (stdout when none is given).

    A later call replaces an earlier one.
    """
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False  # nobody prints them
    root = logging.getLogger()
    _direct(root, _handler(logging.StreamHandler(stream or sys.stdout)))
    root.setLevel(settings.log_level)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    for name in _files():
        _direct(logging.getLogger(name))
    if settings.log_files:
        _write_files(settings, root)


def _write_files(settings: Settings, root: logging.Logger) -> None:
    """Has the files written beside the stream."""
    root.addHandler(_file(settings.logs / "ai_errors.log", logging.ERROR))
    for name, (path, level) in _files().items():
        logging.getLogger(name).addHandler(_file(settings.logs / path, level))


def _direct(logger: logging.Logger, *handlers: logging.Handler) -> None:
    """Gives `logger` these handlers instead of those of an earlier call, which would write every line again."""
    for old in logger.handlers:
        old.close()
    logger.handlers = list(handlers)


def audit(action: str, **details: Any) -> None:
    """Writes down that somebody did something that has to be answered for."""
    logging.getLogger(f"{ROOT}.audit").info(action, extra=_clean(details))


def security(event: str, **details: Any) -> None:
    """Writes down a refusal or an attack."""
    logging.getLogger(f"{ROOT}.security").warning(event, extra=_clean(details))


def _files() -> Mapping[str, tuple[str, int]]:
    return {
        ROOT: ("ai_backend.log", logging.DEBUG),
        f"{ROOT}.audit": ("audit/ai_audit.log", logging.INFO),
        f"{ROOT}.security": ("audit/ai_security.log", logging.INFO),
    }


def _file(path: Path, level: int) -> logging.Handler:
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = _handler(WatchedFileHandler(path, delay=True, encoding="utf-8"))
    handler.setLevel(level)
    return handler


def _handler(handler: logging.Handler) -> logging.Handler:
    handler.setFormatter(RedactedJson(FORMAT, rename_fields=NAMES, timestamp=True))
    return handler


def _clean(details: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(value) for name, value in details.items() if value is not None}
