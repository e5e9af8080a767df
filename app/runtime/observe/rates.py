"""Rates from counters, summed over all processes: how often the cache answers, how much is asked in a minute."""

import os
import time
from collections import deque

from prometheus_client import REGISTRY, CollectorRegistry
from prometheus_client.multiprocess import MultiProcessCollector

WINDOW_SECONDS = 60.0


class Rates:
    """Remembers the request counts of the last minute's scrapes in this process."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, float]] = deque()

    def cache_hit_rate(self) -> float | None:
        """Share of looks that found something, since the start; None before the first look."""
        hits, looks = 0.0, 0.0
        for labels, value in samples("ai_backend_cache_looks_total"):
            looks += value
            hits += value if labels["outcome"] == "hit" else 0.0
        return hits / looks if looks else None

    def requests_per_minute(self) -> float:
        """Requests between the oldest scrape of the last minute and now, scaled to a minute; 0 at the first scrape."""
        now = time.monotonic()
        total = sum(value for _, value in samples("flask_http_request_total"))
        self._seen.append((now, total))
        while len(self._seen) > 2 and self._seen[1][0] < now - WINDOW_SECONDS:
            self._seen.popleft()
        began, before = self._seen[0]
        return (total - before) / (now - began) * 60 if now - began > 1 else 0.0


def samples(name: str) -> list[tuple[dict[str, str], float]]:
    """`(labels, value)` of one counter, summed over all processes."""
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return [
        (sample.labels, sample.value)
        for family in registry.collect()
        for sample in family.samples
        if sample.name == name
    ]
