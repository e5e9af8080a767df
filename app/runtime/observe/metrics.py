"""The numbers behind `/metrics`, each counted and none set by hand."""

from prometheus_client import Counter, Histogram

cache_looks = Counter("ai_backend_cache_looks_total", "Looks into the cache", ["type", "outcome"])
jobs_ended = Counter("ai_backend_jobs_total", "Runs of jobs, by the state that they left", ["name", "state"])
job_seconds = Histogram(
    "ai_backend_job_duration_seconds", "Run time of jobs", ["name"], buckets=(0.1, 0.3, 1, 3, 10, 30, 60, 120)
)
model_load_failures = Counter("ai_backend_model_load_failures_total", "Versions that could not be loaded", ["name"])
model_failures = Counter("ai_backend_model_failures_total", "Predictions that gave no answer", ["name"])
errors = Counter("ai_backend_errors_total", "Answers that were errors, by code", ["code"])


def count_cache_look(type_name: str, is_hit: bool) -> None:
    """Counts one look."""
    cache_looks.labels(type_name, "hit" if is_hit else "miss").inc()
