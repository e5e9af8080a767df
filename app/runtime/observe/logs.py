"""Logs: one JSON object a line on stdout and in the files that the operators' guides name.

`ai_backend.log` has everything, `ai_errors.log` errors only, `audit/ai_audit.log` who did what, and
`audit/ai_security.log` refusals. The files may be moved away at any time: they are opened again by name.
"""

import logging
import sys
from collections.abc import Mapping
from logging.handlers import WatchedFileHandler
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from app.runtime.observe.context import current
from app.runtime.observe.redaction import redacted
from app.runtime.settings import Settings

ROOT = "ai_backend"
FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
NAMES = {"asctime": "timestamp", "levelname": "level", "name": "module"}


class RedactedJson(JsonFormatter):
    """The record with the ids in force, personal numbers taken out of the finished line, trace included."""

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        """Adds the ids of the request or job."""
        super().add_fields(log_data, record, message_dict)
        log_data.update(current())

    def format(self, record: logging.LogRecord) -> str:
        """The finished line."""
        return redacted(super().format(record))


def configure(settings: Settings) -> None:
    """Directs everything that this process logs. Called once, by the process's entry point."""
    root = logging.getLogger()
    root.handlers = [_handler(logging.StreamHandler(sys.stdout))]
    root.setLevel(settings.log_level)
    for name in ("werkzeug", "kombu", "httpx", "limits"):
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    for name, (path, level) in _files().items():
        target = settings.logs / path
        target.parent.mkdir(parents=True, exist_ok=True)
        handler = _handler(WatchedFileHandler(target, delay=True, encoding="utf-8"))
        handler.setLevel(level)
        logging.getLogger(name).addHandler(handler)
    root.addHandler(_error_file(settings))


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


def _error_file(settings: Settings) -> logging.Handler:
    handler = _handler(WatchedFileHandler(settings.logs / "ai_errors.log", delay=True, encoding="utf-8"))
    handler.setLevel(logging.ERROR)
    return handler


def _handler(handler: logging.Handler) -> logging.Handler:
    handler.setFormatter(RedactedJson(FORMAT, rename_fields=NAMES))
    return handler


def _clean(details: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(value) for name, value in details.items() if value is not None}
