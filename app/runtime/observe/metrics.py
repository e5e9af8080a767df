"""The numbers behind `/metrics` that are counted where something happens; none is set by hand.

Labels have few values, all of them ours: routes, names of jobs, codes of errors. Nothing that a caller sends is one.
What must never happen stands there with 0 from the start, so that the first time is seen as a change.
"""

from collections.abc import Iterable

from prometheus_client import Counter, Gauge, Histogram

UPLOADS = ("photo", "document", "return", "model")
KILLED_FOR = ("limit", "damage")

cache_looks = Counter("ai_backend_cache_looks_total", "Looks into the cache", ["type", "outcome"])
jobs_ended = Counter("ai_backend_jobs_total", "Runs of jobs, by the state that they left", ["name", "state"])
job_seconds = Histogram(
    "ai_backend_job_duration_seconds",
    "Run time of jobs",
    ["name"],
    buckets=(0.1, 0.3, 1, 3, 10, 30, 60, 120, 300, 900, 3600),  # MODEL_TIMEOUT_SECONDS; documents; training
)
model_load_failures = Counter("ai_backend_model_load_failures_total", "Versions that could not be loaded", ["name"])
model_failures = Counter("ai_backend_model_failures_total", "Predictions that gave no answer", ["name"])
errors = Counter("ai_backend_errors_total", "Answers that were errors, by code", ["code"])
uploads = Counter("ai_backend_uploads_total", "Files taken from callers", ["kind"])
upload_bytes = Counter("ai_backend_upload_bytes_total", "Size of files taken from callers", ["kind"])
readers_killed = Counter(
    "ai_backend_readers_killed_total", "Processes that opened a file and met a limit, or died of it", ["reason"]
)
audit_notices_lost = Counter("ai_backend_audit_notices_lost_total", "Reads and refusals missing in the audit trail")
database_seconds = Histogram(
    "ai_backend_database_round_trip_seconds",
    "Time from asking PostgreSQL for a transaction to its answer",
    buckets=(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5),
)
database_in_use = Gauge(
    "ai_backend_database_connections_in_use", "Connections lent at this moment", multiprocess_mode="livesum"
)
database_pool_share = Gauge(
    "ai_backend_database_pool_used_share", "Share of the fullest pool that is lent, 0 to 1", multiprocess_mode="livemax"
)
for _kind in UPLOADS:
    uploads.labels(_kind)
    upload_bytes.labels(_kind)
for _reason in KILLED_FOR:
    readers_killed.labels(_reason)


def expect_jobs(names: Iterable[str], states: Iterable[str]) -> None:
    """Lets each kind of job stand there before its first run."""
    ends = tuple(states)
    for name in names:
        job_seconds.labels(name)
        for state in ends:
            jobs_ended.labels(name, state)


def count_cache_look(type_name: str, is_hit: bool) -> None:
    """Counts one look."""
    cache_looks.labels(type_name, "hit" if is_hit else "miss").inc()


def count_upload(kind: str, size_bytes: int) -> None:
    """Counts one file of one of `UPLOADS`."""
    uploads.labels(kind).inc()
    upload_bytes.labels(kind).inc(size_bytes)
