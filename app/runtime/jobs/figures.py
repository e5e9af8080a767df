"""What waits: how many jobs stand where, and how long the oldest that may run has been waiting."""

from collections.abc import Iterator

import redis
from prometheus_client.core import GaugeMetricFamily, Metric
from redis.exceptions import RedisError
from sqlalchemy import Connection, text

from app.runtime.jobs import repo
from app.runtime.jobs.queue import LISTS, PATIENT
from app.runtime.redis_pool import GuardedPool

OLDEST = text(
    "select name like any(:patient) as is_patient,"
    " extract(epoch from now() - min(greatest(created_at, run_after)))::double precision as seconds"
    " from jobs where state = 'queued' and (run_after is null or run_after <= now()) group by 1"
)


def oldest_seconds(tx: Connection) -> dict[str, float]:
    """Longest wait among `urgent` jobs and among `patient` ones (`queue.PATIENT`); 0 where none waits."""
    rows = tx.execute(OLDEST, {"patient": [f"{begins}%" for begins in PATIENT]})
    return {"urgent": 0.0, "patient": 0.0} | {"patient" if row.is_patient else "urgent": row.seconds for row in rows}


def of_table(tx: Connection) -> Iterator[Metric]:
    """Jobs by state, and the age of the oldest."""
    jobs = GaugeMetricFamily("ai_backend_jobs", "Jobs by state", labels=["state"])
    for state, count in repo.depths(tx).items():
        jobs.add_metric([state], count)
    yield jobs
    told = "Longest that a job which may run has been waiting"
    oldest = GaugeMetricFamily("ai_backend_oldest_job_seconds", told, labels=["kind"])
    for kind, seconds in oldest_seconds(tx).items():
        oldest.add_metric([kind], seconds)
    yield oldest


def of_queue(broker: GuardedPool) -> Iterator[Metric]:
    """Messages in the queue; nothing while Redis is away."""
    try:
        client = redis.Redis(connection_pool=broker)
        length = sum(int(client.llen(waiting)) for waiting in LISTS)
    except RedisError:
        return
    yield GaugeMetricFamily("ai_backend_queue_length", "Messages that wait for a worker", length)
