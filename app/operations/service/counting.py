"""What this very process has counted since it started, read from the figures behind `/metrics`."""

from collections.abc import Iterable, Mapping

from prometheus_client import REGISTRY, CollectorRegistry
from prometheus_client.core import Metric

from app.operations.records import Counts, Tally
from app.runtime.http.counting import BUCKETS_SECONDS
from app.runtime.observe.counted import samples

DURATION = "flask_http_request_duration_seconds"
LOOKS = "ai_backend_cache_looks_total"


def counted(*requests: CollectorRegistry) -> Tally:
    """Requests of `requests`' histograms by call, and looks into the cache. Costs some milliseconds."""
    found = [metric for registry in (REGISTRY, *requests) for metric in registry.collect()]
    looks = samples(found, LOOKS)
    hits = sum(value for labels, value in looks if labels["outcome"] == "hit")
    return Tally(_calls(found), int(sum(value for _, value in looks)), int(hits))


def _calls(found: Iterable[Metric]) -> Mapping[str, Counts]:
    found = list(found)
    asked, errors, seconds, reached = (dict[str, float]() for _ in range(4))
    for labels, value in samples(found, f"{DURATION}_count"):
        call = _call(labels)
        asked[call] = asked.get(call, 0) + value
        if labels["status"].startswith("5"):
            errors[call] = errors.get(call, 0) + value
    for labels, value in samples(found, f"{DURATION}_sum"):
        seconds[_call(labels)] = seconds.get(_call(labels), 0) + value
    for labels, value in samples(found, f"{DURATION}_bucket"):
        place = f"{_call(labels)} {float(labels['le'])}"
        reached[place] = reached.get(place, 0) + value
    return {
        call: Counts(int(count), int(errors.get(call, 0)), seconds.get(call, 0.0), _apart(call, reached))
        for call, count in asked.items()
    }


def _call(labels: Mapping[str, str]) -> str:
    return f"{labels['method']} {labels['route']}"


def _apart(call: str, reached: Mapping[str, float]) -> list[int]:
    """Counts of each bucket alone: Prometheus counts in each what lies below as well."""
    upto = [int(reached.get(f"{call} {float(bound)}", 0)) for bound in (*BUCKETS_SECONDS, "inf")]
    return [count - below for count, below in zip(upto, [0, *upto], strict=False)]
