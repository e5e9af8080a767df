"""Jobs that are held up in the middle of their work, by a lock on a table that they read."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from uuid import UUID

import psycopg
from psycopg.errors import AdminShutdown

from scripts import waiting
from scripts.chaos.scene import Scene

HOLDER = "chaos-holds"
RUNNING = "select count(*) from jobs where id = any(%s::uuid[]) and state = 'running'"
RELEASE = f"select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = '{HOLDER}'"


@contextmanager
def running_jobs(scene: Scene, count: int) -> Iterator[list[UUID]]:
    """Jobs of which two run, held up until the end of the block or `release`; the others wait."""
    address = scene.database.url
    with suppress(AdminShutdown), psycopg.connect(address, application_name=HOLDER) as connection:
        connection.execute("lock table expenses in access exclusive mode")
        jobs = [scene.enqueue() for _ in range(count)]
        wanted = [str(one) for one in jobs]
        waiting.until(lambda: scene.database.value(RUNNING, (wanted,)) >= 1, within=30, what="the start of a job")
        yield jobs


def release(scene: Scene) -> None:
    """Lets them go on, within the block."""
    scene.database.value(RELEASE)
