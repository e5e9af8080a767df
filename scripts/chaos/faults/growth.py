"""Mixed load for a long time: what the system holds at its end is what it held soon after its beginning."""

import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scripts import processes
from scripts.chaos import load
from scripts.chaos.catalogue import fault
from scripts.chaos.invariants import footprint
from scripts.chaos.records import Figure
from scripts.chaos.scene import Scene

SAMPLES = 30
GROWTH_MB = 40.0
"""What the medians of the first and the last third may differ by, over all processes of the service: an allocator
gives back in steps, and a worker that has just met its largest job keeps that room."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One look at the service: its memory in MB, each shared page counted once, its files and its connections."""

    memory_mb: float
    files: int
    connections: int


@fault(is_asked_for=True)
def growth(scene: Scene) -> Iterator[Figure]:
    """Both businesses ask, write and have work done for MINUTES; memory, files and connections are looked at."""
    first, second = scene.people.owners
    pause, samples, jobs = scene.minutes * 60 / SAMPLES, list[Sample](), 0
    calls = [load.insights(first), load.fraud(first), load.gstin(first), load.fresh_insights(first)]
    with (
        load.going_on(first, scene.running.url, calls, clients=4, pause=0.1) as found,
        load.going_on(second, scene.running.url, [load.insights(second)], clients=2, pause=0.1),
    ):
        for _ in range(SAMPLES):
            until = time.monotonic() + pause
            while time.monotonic() < until:
                scene.change_books()
                scene.enqueue(second.business_id)
                jobs += 1
                time.sleep(max(0.0, min(5.0, until - time.monotonic())))
            samples.append(_sample(scene))
    load.statuses(found, allowed=(200,))
    yield Figure("calls", len(found))
    yield Figure("jobs", jobs)
    yield Figure("memory at its end", round(samples[-1].memory_mb), "MB")
    yield from _grown(samples)


def _grown(samples: Sequence[Sample]) -> Iterator[Figure]:
    """By how much the median of the last third lies above that of the second; the first third warms up."""
    third = len(samples) // 3
    early, late = samples[third : 2 * third], samples[2 * third :]
    for name, unit, most in (("memory_mb", "MB", GROWTH_MB), ("files", "", 20.0), ("connections", "", 8.0)):
        was, is_now = (statistics.median(getattr(one, name) for one in part) for part in (early, late))
        yield Figure(f"growth of {name.removesuffix('_mb')}", round(is_now - was, 1), unit, most=most)


def _sample(scene: Scene) -> Sample:
    held = footprint.held(scene)
    pids = [pid for word in ("gunicorn", "worker", "beat") for pid in scene.tree(word)]
    connections = held.database_connections + held.redis_connections
    return Sample(processes.pss_mb(pids), held.files, connections)
