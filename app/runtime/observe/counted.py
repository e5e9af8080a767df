"""What the processes of this copy have counted, added up: one pass over their files, or this process's own counters.

Where PROMETHEUS_MULTIPROC_DIR is set, each process keeps its numbers in files there and any of them answers for all,
for those that have ended as well.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from app.runtime.observe import ended

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def families(*beside: CollectorRegistry) -> list[Metric]:
    """Every family of numbers that is counted, summed over the processes; a single one has some of them `beside`."""
    folder = os.environ.get(FOLDER)
    if not folder:
        return [family for registry in (REGISTRY, *beside) for family in registry.collect()]
    with ended.added_up(Path(folder)) as files:
        return list(MultiProcessCollector.merge(files))  # type: ignore[no-untyped-call]


def samples(found: Iterable[Metric], name: str) -> list[tuple[dict[str, str], float]]:
    """`(labels, value)` of every sample of that name."""
    return [(one.labels, one.value) for family in found for one in family.samples if one.name == name]


def text(found: Iterable[Metric]) -> bytes:
    """The families as Prometheus reads them."""
    return generate_latest(_Found(found))


class _Found(Collector):
    """Families that were collected already."""

    def __init__(self, found: Iterable[Metric]) -> None:
        self._found = list(found)

    def collect(self) -> Iterator[Metric]:
        """Them."""
        yield from self._found
