"""Rates from counters, summed over all processes: how often the cache answers, how much is asked in a minute."""

import time
from collections import deque
from collections.abc import Sequence

from prometheus_client.core import GaugeMetricFamily, Metric

from app.runtime.observe.counted import samples

WINDOW_SECONDS = 60.0


class Rates:
    """Remembers the request counts of the last minute's scrapes in this process."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, float]] = deque()

    def families(self, counted: Sequence[Metric]) -> list[Metric]:
        """Both rates under the names of the operators' guides; a cache that nobody looked into has none."""
        per_minute = self.requests_per_minute(counted)
        found: list[Metric] = [
            GaugeMetricFamily("ai_backend_requests_per_minute", "Requests of the last minute", per_minute)
        ]
        hit_rate = cache_hit_rate(counted)
        if hit_rate is not None:
            told = "Share of cache looks that found something"
            found.append(GaugeMetricFamily("ai_backend_cache_hit_rate", told, hit_rate))
        return found

    def requests_per_minute(self, counted: Sequence[Metric]) -> float:
        """Requests between the oldest scrape of the last minute and now, scaled to a minute; 0 at the first scrape."""
        now = time.monotonic()
        total = sum(value for _, value in samples(counted, "flask_http_request_duration_seconds_count"))
        self._seen.append((now, total))
        while len(self._seen) > 2 and self._seen[1][0] < now - WINDOW_SECONDS:
            self._seen.popleft()
        began, before = self._seen[0]
        return (total - before) / (now - began) * 60 if now - began > 1 else 0.0


def cache_hit_rate(counted: Sequence[Metric]) -> float | None:
    """Share of looks that found something, since the start; None before the first look."""
    looks = samples(counted, "ai_backend_cache_looks_total")
    hits = sum(value for labels, value in looks if labels["outcome"] == "hit")
    total = sum(value for _, value in looks)
    return hits / total if total else None
