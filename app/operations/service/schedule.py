"""Whether a schedule is running, and of which release: beat says so in Redis, the only server that it may reach.

It asks for work and does none, so on Kubernetes no policy lets it out to the database.
"""

import json
import logging
import os
import socket
import threading
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

import redis
from redis.exceptions import RedisError

from app.operations.records import Process, ProcessKind
from app.operations.repo.processes import SILENT_SECONDS
from app.operations.service.pulse import PULSE_SECONDS
from app.runtime.runtime import Runtime

log = logging.getLogger("ai_backend.operations")
KEY = "beat:alive"
"""Of several schedules the one that spoke last is known: one is enough."""


def start(rt: Runtime) -> None:
    """Begins to say each minute that this process keeps the schedule."""
    threading.Thread(target=_go_on, args=(rt, rt.clock.now()), name="pulse", daemon=True).start()


def tell(rt: Runtime, *, started_at: datetime, now: datetime) -> None:
    """Says it once. Raises `RedisError`."""
    process = f"{socket.gethostname()}:{os.getpid()}"
    one = Process(process, ProcessKind.BEAT, rt.settings.app_version, started_at, now)
    redis.Redis(connection_pool=rt.broker).set(KEY, json.dumps(asdict(one), default=str), ex=SILENT_SECONDS)


def running(rt: Runtime) -> Sequence[Process] | None:
    """The schedule that is running, or none; None where nobody can say, since Redis is away."""
    try:
        found = redis.Redis(connection_pool=rt.broker).get(KEY)
    except RedisError:
        return None
    if found is None:
        return []
    told = json.loads(found)
    moments = {name: datetime.fromisoformat(told[name]) for name in ("started_at", "seen_at")}
    return [Process(**told | moments | {"kind": ProcessKind(told["kind"])})]


def _go_on(rt: Runtime, started_at: datetime) -> None:
    paused = threading.Event()
    while True:
        try:
            tell(rt, started_at=started_at, now=rt.clock.now())
        except RedisError:
            log.info("the schedule could not say that it runs: Redis is away")
        paused.wait(PULSE_SECONDS)
