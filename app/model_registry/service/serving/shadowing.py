"""A shadow scores what others answered: later, from the inputs that were kept, so that no answer waits for it.

What it says stands beside what was answered in `ml_model_observations`, where the two are compared. A shadow that fails
rests for a while; the answers never hear of it. While one process scores, the others leave that shadow alone, also when
the process is killed over it.
"""

import logging
import time
from collections.abc import Sequence
from datetime import datetime, timedelta

import redis
from redis.exceptions import RedisError

from app.model_registry.records import ModelFailed, Observation, Served, Waiting
from app.model_registry.repo import observations
from app.model_registry.service import serving
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from ml_models.contracts import Task

log = logging.getLogger("ai_backend.models")
ROLE = "shadow"
AT_ONCE = 100
LONGEST_SECONDS = 2.0
"""Of one turn: a worker process is taken from the answers for no longer, unless the shadow hangs."""
TURN_SECONDS = 60
REST_SECONDS = 600
LOOKS_BACK = timedelta(days=1)


def score_waiting(rt: Runtime) -> int:
    """Has each shadow score what was answered lately; returns how many answers. Safe to run twice."""
    now, until = rt.clock.now(), time.monotonic() + LONGEST_SECONDS
    return sum(_in_turn(rt, name, now=now, until=until) for name in serving.shadowed_names(rt))


def _in_turn(rt: Runtime, name: str, *, now: datetime, until: float) -> int:
    """What one shadow scores if nobody else has its turn and it does not rest."""
    watching = serving.shadow(rt, name)
    if watching is None:
        return 0
    client, key = redis.Redis(connection_pool=rt.broker), f"models:shadow:{watching.answering.id}"
    try:
        if not client.set(key, "scores", nx=True, ex=TURN_SECONDS):
            return 0
        try:
            count = _score(rt, name, watching, now=now, until=until)
        except ModelFailed:
            log.warning("shadow failed and rests", extra={"model": watching.label})
            client.set(key, "rests", ex=REST_SECONDS)
            return 0
        client.delete(key)
    except RedisError:
        return 0
    return count


def _score(rt: Runtime, name: str, watching: Served, *, now: datetime, until: float) -> int:
    count = 0
    while True:
        with rt.db.transaction(Caller.service()) as tx:
            waiting = observations.fetch_waiting(
                tx, name, shadow_id=watching.answering.id, since=now - LOOKS_BACK, most=AT_ONCE
            )
        if not waiting:
            return count
        said = _said(rt, name, watching, [one.inputs for one in waiting])
        _keep(rt, watching, waiting, said, now)
        count += len(waiting)
        if time.monotonic() > until:
            return count


def _said(rt: Runtime, name: str, watching: Served, inputs: Sequence[object]) -> list[float]:
    """The shadow's chances; of a tagger 1 where it marks what the serving version marks, else 0."""
    answers = serving.predicted(watching, inputs)
    if watching.answering.manifest.task is Task.BINARY:
        return answers
    answering = serving.served(rt, name)
    others = serving.predicted(answering, inputs) if answering else answers
    return [float(ours == theirs) for ours, theirs in zip(answers, others, strict=True)]


def _keep(rt: Runtime, watching: Served, waiting: Sequence[Waiting], said: Sequence[float], now: datetime) -> None:
    with rt.db.transaction(Caller.service()) as tx:
        for one, chance in zip(waiting, said, strict=True):
            seen = [Observation(one.subject, chance, one.inputs, now)]
            observations.save(tx, watching.answering.id, seen, business_id=one.business_id, role=ROLE)
