"""The parts that think: models, document reader, GST register. Whether each is set up, answers, or is being spared."""

import importlib.util
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import redis
from redis.exceptions import RedisError

from app.runtime.health.probes import HEARTBEAT_KEY
from app.runtime.runtime import Runtime

CLOSED, OPEN = "closed", "open"
"""A circuit that is open is a part that nobody is asked to wait for."""
REMEMBERED_SECONDS = 60.0
"""A probe of these may cost money or time, and they change with a release or a decision."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part. `is_reachable` is None where it is not set up."""

    name: str
    is_configured: bool
    is_reachable: bool | None
    circuit: str
    detail: str


def models(serving: Mapping[str, str], failed: Mapping[str, str]) -> Iterator[Part]:
    """One part a model: the version that serves, or why it does not load; then the rules answer in its place."""
    for name, version in serving.items():
        is_loaded = name not in failed
        yield Part(f"model_{name}", True, is_loaded, CLOSED, version if is_loaded else failed[name])


def machinery(rt: Runtime) -> Iterator[Part]:
    """The worker that all of them run in, the reader of documents, and the register of taxpayers."""
    has_beaten = _beats(rt)
    circuit = OPEN if rt.broker.breaker.is_open else CLOSED
    yield Part("worker", True, has_beaten, circuit, "beats" if has_beaten else "no heartbeat")
    has_reader = importlib.util.find_spec("rapidocr") is not None
    told = "installed" if has_reader else "not installed here"
    yield Part("document_reader", has_reader, has_beaten if has_reader else None, CLOSED, told)
    register = rt.taxpayers
    is_there = not register.is_away if register.is_on else None
    told = "not known to be away" if is_there else "away" if register.is_on else "not set up"
    yield Part("gst_register", register.is_on, is_there, OPEN if register.is_away else CLOSED, told)


def overall(parts: Iterable[Part]) -> str:
    """`unhealthy` without a worker, since every analysis is made there; `degraded` where another part is away."""
    away = {part.name for part in parts if part.is_reachable is False}
    return "unhealthy" if "worker" in away else "degraded" if away else "healthy"


def _beats(rt: Runtime) -> bool:
    try:
        return redis.Redis(connection_pool=rt.broker).get(HEARTBEAT_KEY) is not None
    except RedisError:
        return False
