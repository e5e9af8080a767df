"""Jobs that kill or fail, messages that come again, and what nobody of us has put into the queue."""

import base64
import json
import pickle
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import redis

from app.runtime.jobs.records import JobState
from app.runtime.jobs.runner import UNEXPECTED
from scripts import processes, waiting
from scripts.chaos.catalogue import fault
from scripts.chaos.hostile import FAILING, POISON
from scripts.chaos.records import Broken, Figure
from scripts.chaos.scene import JOB, Scene

STARTS = 3
"""JOB_MAX_ATTEMPTS: after so many a job is dead, and an alert says so."""
TIMES = 5


class Trap:
    """What a pickle may do to whoever opens it: it makes the file `path`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self._path,)


@fault()
def poison_job(scene: Scene) -> Iterator[Figure]:
    """A job that kills its process each time it is started, between four that do not."""
    with hostile_worker(scene):
        poison = scene.ask_for(POISON, scene.owner.business_id)
        jobs = [scene.enqueue() for _ in range(4)]
        took = scene.await_over(poison, *jobs, within=300)
    found = scene.job(poison)
    if found.state is not JobState.DEAD:
        raise Broken(f"the poison job is {found.state}")
    yield Figure("starts until it was dead", found.attempts, most=STARTS, least=STARTS)
    yield Figure("all five over after", round(took, 1), "s", most=120)


@fault()
def failing_job(scene: Scene) -> Iterator[Figure]:
    """A job that fails with an address and a password in its error."""
    with hostile_worker(scene):
        failing = scene.ask_for(FAILING, scene.owner.business_id)
        scene.await_over(failing, within=240)
    with scene.phone() as phone:
        answer = phone.get(f"/api/v1/jobs/{failing}").json()
        lines = phone.get(f"/api/v1/jobs/{failing}/lines").text
    if answer["error"] != UNEXPECTED or "a-secret-word" in lines:
        raise Broken("the job shows the words of its error")
    yield Figure("starts until it was dead", answer["attempts"], most=STARTS, least=STARTS)


@fault(is_short=True)
def same_message_five_times(scene: Scene) -> Iterator[Figure]:
    """The same job is sent five times, at once and again when it is done."""
    jobs = [scene.enqueue() for _ in range(3)]
    for _ in range(TIMES):
        for one in jobs:
            scene.rt.queue.send(one, JOB)
    scene.await_over(*jobs)
    for one in jobs:
        scene.rt.queue.send(one, JOB)
    time.sleep(1)
    yield scene.starts(jobs, most=1)


@fault()
def garbage_in_the_queue(scene: Scene) -> Iterator[Figure]:
    """Bytes that are no message, messages of no job, ids that are none, and a pickle that would make a file."""
    trap, worker = scene.folder / "pickle-was-opened", scene.pid("worker")
    with redis.Redis.from_url(scene.rt.settings.redis_url) as client:
        for message in _garbage(trap):
            client.lpush("jobs", message)
        jobs = [scene.enqueue() for _ in range(4)]
        took = scene.await_over(*jobs, within=90)
        left = waiting.until(lambda: client.llen("jobs") <= 1, within=60, what="the emptying of the queue")
    if trap.exists():
        raise Broken("a pickle from the queue was opened")
    yield Figure("4 jobs behind it done after", round(took + left, 1), "s", most=60)
    yield Figure("the worker fell", int(scene.pid("worker") != worker), "times", most=0)


@contextmanager
def hostile_worker(scene: Scene) -> Iterator[None]:
    """The system's own worker is gone and not started again; one that knows hostile jobs does everything.

    It holds a job for 3 s only, so that a lost one is found soon.
    """
    with processes.stopped([scene.running.process.pid]):
        scene.kill("worker")
        with scene.worker("scripts.chaos.hostile:app", JOB_LEASE_SECONDS="3"):
            yield


def _garbage(trap: Path) -> Iterator[bytes]:
    yield b"\x00\xff\xfe no message at all"
    yield b"{}"
    yield b"[1, 2"
    yield b'{"body": 5}'
    yield _message("no.such.task", {"job_id": str(uuid4())})
    yield _message(JOB, {"job_id": "' or 1=1 --"})
    yield _message(JOB, {"job_id": str(UUID(int=0))})
    yield _message(JOB, {})
    yield _message(JOB, {"job_id": {"a": ["b"] * 10_000}})
    opened = base64.b64encode(pickle.dumps(([], Trap(trap), {}))).decode()
    yield _message(JOB, {}, body=opened, kind="application/x-python-serialize", encoding="binary")


def _message(
    task: str, kwargs: Any, *, body: str = "", kind: str = "application/json", encoding: str = "utf-8"
) -> bytes:
    """A message as Celery's protocol 2 has it; `body` instead of `kwargs` when it is given."""
    given = json.dumps([[], kwargs, {"callbacks": None, "errbacks": None, "chain": None, "chord": None}])
    number = str(uuid4())
    properties = {
        "correlation_id": number,
        "delivery_mode": 2,
        "delivery_info": {"exchange": "", "routing_key": "jobs"},
        "priority": 0,
        "body_encoding": "base64",
        "delivery_tag": number,
    }
    whole = {
        "body": body or base64.b64encode(given.encode()).decode(),
        "content-encoding": encoding,
        "content-type": kind,
        "headers": {"lang": "py", "task": task, "id": number, "root_id": number, "argsrepr": "()", "kwargsrepr": "{}"},
        "properties": properties,
    }
    return json.dumps(whole).encode()
