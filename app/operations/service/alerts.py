"""Which alerts are open, as the Alertmanager of ALERTMANAGER_URL says. Nobody waits for it longer than a moment.

A thread asks, and whoever looks is told what it heard last; while it is silent, that is said.
"""

import json
import logging
import threading
import time
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import httpx

from app.operations.records import Alert, Alerts, Told
from app.runtime.outgoing.client import Bounds, client
from app.runtime.runtime import Runtime
from app.runtime.settings import doors

log = logging.getLogger("ai_backend.operations")
BOUNDS = Bounds(seconds=2.0, most_bytes=1024 * 1024)
FRESH_SECONDS = 15.0
PATIENCE_SECONDS = 0.25
OPEN = "/api/v2/alerts?active=true&silenced=false&inhibited=false"
"""Alertmanager's own API, version 2 (github.com/prometheus/alertmanager, api/v2/openapi.yaml)."""
UNANSWERED = Alerts(Told.ASKED)
PLACE = "operations:alerts"
ALWAYS = "Watchdog"
"""Fires for ever, so that its silence is heard."""


class Ear:
    """What one process has heard of the Alertmanager."""

    def __init__(self, rt: Runtime) -> None:
        self._rt = rt
        self._turn = threading.Lock()
        self._heard = UNANSWERED
        self._asked_at = float("-inf")
        self._answered = threading.Event()

    def alerts(self) -> Alerts:
        """What was heard last; waits a moment for an answer that is being fetched."""
        with self._turn:
            if time.monotonic() - self._asked_at > FRESH_SECONDS:
                self._asked_at = time.monotonic()
                self._answered.clear()
                threading.Thread(target=self._ask, name="alerts", daemon=True).start()
        self._answered.wait(PATIENCE_SECONDS)
        return self._heard

    def _ask(self) -> None:
        try:
            self._heard = Alerts(Told.KNOWN, asked(self._rt))
        except (httpx.HTTPError, OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            log.info("the Alertmanager did not say what is open", extra={"reason": type(error).__name__})
            self._heard = Alerts(Told.AWAY)
        finally:
            self._answered.set()


def known(rt: Runtime) -> Alerts:
    """The open alerts as this process knows them; `UNSET` where no Alertmanager is told of."""
    if not rt.settings.alertmanager_url:
        return Alerts(Told.UNSET)
    ear: Ear = rt.loaded.get(PLACE) or rt.loaded.setdefault(PLACE, Ear(rt))
    return ear.alerts()


def asked(rt: Runtime) -> list[Alert]:
    """The open alerts, the gravest and oldest first, asked for now.

    Raises `httpx.HTTPError` or `OSError` where it does not answer, and `ValueError`, `LookupError`, `TypeError` or
    `AttributeError` where it answers something else.
    """
    door = doors.door(rt.settings, "ALERTMANAGER_URL")
    with client(door, BOUNDS) as asking:
        answer = asking.get(rt.settings.alertmanager_url.rstrip("/") + OPEN)
    answer.raise_for_status()
    found = [_alert(one) for one in json.loads(answer.content)]
    grave = ("critical", "warning")
    by_weight = {severity: place for place, severity in enumerate(grave)}
    kept = [one for one in found if one.name != ALWAYS]
    return sorted(kept, key=lambda one: (by_weight.get(one.severity, len(grave)), str(one.since), one.name))


def _alert(one: dict[str, Any]) -> Alert:
    labels, words = one["labels"], one.get("annotations", {})
    return Alert(
        name=str(labels["alertname"]),
        summary=str(words.get("summary", "")),
        severity=str(labels.get("severity", "")),
        since=datetime.fromisoformat(one["startsAt"]) if one.get("startsAt") else None,
        anchor=urlsplit(str(words.get("runbook_url", ""))).fragment,
    )
