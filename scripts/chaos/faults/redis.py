"""Redis away: it carries the queue, the cache and the counts of the limits, and may lose them all."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import redis

from scripts import processes, waiting
from scripts.chaos import load
from scripts.chaos.catalogue import fault
from scripts.chaos.records import Figure
from scripts.chaos.scene import Scene

FIRST_SECONDS, LATER_SECONDS, ENQUEUE_SECONDS = 0.6, 0.05, 2.0
"""What a call may take longer than in quiet times: the first ones that find Redis missing, and all others."""
FIRST_CALLS, LATER_CALLS = 6, 40


@fault()
def redis_killed(scene: Scene) -> Iterator[Figure]:
    """kill -9 of Redis with 20 jobs in the queue."""
    with processes.stopped(scene.tree("worker")):
        jobs = [scene.enqueue() for _ in range(20)]
        time.sleep(1)
        scene.kill("redis-server")
    yield scene.done("all 20 jobs done after", jobs, most=60)


@fault(is_short=True)
def redis_stopped(scene: Scene) -> Iterator[Figure]:
    """-STOP of Redis, then -CONT: calls, and jobs that are asked for meanwhile."""
    quiet = load.share_of(_calls(scene, LATER_CALLS), 0.5)
    with processes.stopped(scene.tree("redis-server")):
        first, later = _calls(scene, FIRST_CALLS), _calls(scene, LATER_CALLS)
        began = time.monotonic()
        job = scene.enqueue()
        enqueued = time.monotonic() - began
        done = scene.await_over(job, within=60)
    load.statuses([*first, *later], allowed=(200,))
    yield Figure(
        "slowest of the first calls, added", round(load.share_of(first, 1) - quiet, 3), "s", most=FIRST_SECONDS
    )
    yield Figure("95 of 100 later calls, added", round(load.share_of(later, 0.95) - quiet, 3), "s", most=LATER_SECONDS)
    yield Figure("a job is taken within", round(enqueued, 2), "s", most=ENQUEUE_SECONDS)
    yield Figure("and done without Redis after", round(done, 1), "s", most=30)


@fault(is_short=True)
def redis_flushed(scene: Scene) -> Iterator[Figure]:
    """FLUSHALL with 100 jobs queued (20 in the short form)."""
    count = 20 if scene.is_short else 100
    with processes.stopped(scene.tree("worker")), _client(scene) as client:
        jobs = [scene.enqueue() for _ in range(count)]
        waiting.until(lambda: int(client.llen("jobs")) >= count - 2, within=30, what="the filling of the queue")
        client.flushall()
    yield scene.done(f"all {count} jobs done after", jobs, most=120, within=180)


@fault()
def redis_restarted_empty(scene: Scene) -> Iterator[Figure]:
    """kill -9 of Redis and its file thrown away: it comes back without anything."""
    with processes.stopped(scene.tree("worker")):
        jobs = [scene.enqueue() for _ in range(10)]
        time.sleep(1)
        with processes.stopped([scene.running.process.pid]):
            scene.kill("redis-server")
            (scene.running.folder / "redis" / "appendonly.aof").unlink(missing_ok=True)
    yield scene.done("all 10 jobs done after", jobs, most=60)


def _calls(scene: Scene, count: int) -> list[load.Took]:
    """Calls on connections of their own: each process has to find out for itself."""
    asks = (load.insights(scene.owner), load.fraud(scene.owner))
    return [load.apart(scene.owner, scene.running.url, asks[number % 2]) for number in range(count)]


@contextmanager
def _client(scene: Scene) -> "Iterator[redis.Redis]":
    with redis.Redis.from_url(scene.rt.settings.redis_url) as client:
        yield client
