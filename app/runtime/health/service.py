"""Runs the probes. A burst of questions costs one measurement; a probe that hangs is reported, not waited for."""

import threading
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as ProbeTimeout
from dataclasses import dataclass

import httpx
import psycopg
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from app.runtime.health.probes import Probe, Unwell
from app.runtime.runtime import Runtime
from app.values.errors import NotFound, Problem

REMEMBERED_SECONDS = 2.0
LONGEST_PROBE_SECONDS = 3.0
REQUIRED = ("database", "schema")
"""Without these the service cannot answer; without any other it answers, with less."""
UNFELT = ("backup",)
"""Whoever asks misses nothing without these: operators are told, and the whole is as well as the others are."""


class UnknownComponent(NotFound):
    """No component has this name."""

    code = "component_not_found"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one probe found, and how long it took."""

    component: str
    is_healthy: bool
    detail: str
    took_ms: float


class Health:
    """The probes of one process and what they found last."""

    def __init__(self, rt: Runtime, probes: Mapping[str, Probe]) -> None:
        self._rt = rt
        self._probes = dict(probes)
        self._found: dict[str, tuple[float, Finding]] = {}
        self._lock = threading.Lock()

    @property
    def components(self) -> tuple[str, ...]:
        """The names of what is probed."""
        return tuple(self._probes)

    def findings(self, components: Iterable[str] | None = None) -> list[Finding]:
        """Of each component (all when None), measured now or at most two seconds ago."""
        names = tuple(components or self._probes)
        with self._lock:
            due = [name for name in names if self._is_due(name)]
            for finding in self._measured(due):
                self._found[finding.component] = (time.monotonic(), finding)
            return [self._found[name][1] for name in names]

    def tested(self, component: str) -> Finding:
        """One component, measured now. Raises `UnknownComponent`."""
        if component not in self._probes:
            raise UnknownComponent(f"There is no component “{component}”. Known are: {', '.join(self._probes)}.")
        return self._measured([component])[0]

    def _is_due(self, name: str) -> bool:
        measured_at, _ = self._found.get(name, (float("-inf"), None))
        return time.monotonic() - measured_at > REMEMBERED_SECONDS

    def _measured(self, names: list[str]) -> list[Finding]:
        if not names:
            return []
        pool = ThreadPoolExecutor(len(names), thread_name_prefix="probe")
        began = time.perf_counter()
        waiting = {name: pool.submit(self._probes[name], self._rt) for name in names}
        found = []
        for name, future in waiting.items():
            is_healthy, detail = True, ""
            try:
                detail = future.result(max(0.01, began + LONGEST_PROBE_SECONDS - time.perf_counter()))
            except ProbeTimeout:
                is_healthy, detail = False, f"no answer within {LONGEST_PROBE_SECONDS:g} seconds"
            except (Unwell, Problem, RedisError, SQLAlchemyError, psycopg.Error, httpx.HTTPError, OSError) as error:
                is_healthy, detail = False, _plain(error)
            found.append(Finding(name, is_healthy, detail, round((time.perf_counter() - began) * 1000, 2)))
        pool.shutdown(wait=False, cancel_futures=True)
        return found


def overall(findings: Iterable[Finding]) -> str:
    """`healthy`, `degraded` (something optional is away) or `unhealthy` (something required is)."""
    unwell = [finding.component for finding in findings if not (finding.is_healthy or finding.component in UNFELT)]
    if any(name in REQUIRED for name in unwell):
        return "unhealthy"
    return "degraded" if unwell else "healthy"


def _plain(error: Exception) -> str:
    """Words for an operator without addresses or secrets."""
    if isinstance(error, Unwell | Problem):
        return str(error)
    return f"does not answer ({type(error).__name__})"
