"""PostgreSQL away, standing still, crashing, throwing its clients out, or holding them at a lock."""

import signal
import time
from collections.abc import Iterator

import psycopg

from scripts import processes, waiting
from scripts.chaos import load
from scripts.chaos.catalogue import fault
from scripts.chaos.records import Figure
from scripts.chaos.scene import Scene

AWAY_SECONDS, BACK_SECONDS = 1.0, 2.0
STATEMENT_SECONDS = 5.0
"""DATABASE_TIMEOUT_SECONDS: the longest that one statement may wait for a lock."""
TERMINATED = "select count(pg_terminate_backend(pid)) from pg_stat_activity where backend_type = 'client backend'"
ONE = "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1"


@fault(is_short=True)
def postgres_killed(scene: Scene) -> Iterator[Figure]:
    """kill -9 of PostgreSQL; it is kept away for 3 s and comes back by itself."""
    jobs = [scene.enqueue() for _ in range(4)]
    with processes.stopped([scene.running.process.pid]):  # who would start it again at once
        scene.kill("postgres")
        found = load.one_by_one(scene.owner, scene.running.url, load.insights(scene.owner), seconds=3)
    load.statuses(found, allowed=(503,))
    yield load.within("503 within", found, 1, most=AWAY_SECONDS)
    waiting.until(scene.database.answers, within=30, what="the return of PostgreSQL")
    back = waiting.until(lambda: _is_answered(scene), within=30, what="a healthy answer")
    yield Figure("healthy after its return", round(back, 2), "s", most=BACK_SECONDS)
    yield scene.done("its 4 jobs done after", jobs, most=60)


@fault()
def postgres_stopped(scene: Scene) -> Iterator[Figure]:
    """-STOP of all of PostgreSQL for 8 s, then -CONT: its clients hang."""
    with processes.stopped(scene.tree("postgres")):
        found = load.one_by_one(scene.owner, scene.running.url, load.insights(scene.owner), seconds=8)
    load.statuses(found, allowed=(503,))
    yield load.within("the first calls answered within", found, 1, most=2)
    yield load.within("95 of 100 calls within", found, 0.95, most=AWAY_SECONDS)
    back = waiting.until(lambda: _is_answered(scene), within=30, what="a healthy answer")
    yield Figure("healthy after -CONT", round(back, 2), "s", most=BACK_SECONDS)


@fault()
def backend_killed(scene: Scene) -> Iterator[Figure]:
    """kill -9 of one process of PostgreSQL that serves a client: it throws all others out and recovers."""
    jobs = [scene.enqueue() for _ in range(4)]
    processes.tell([scene.database.value(ONE)], signal.SIGKILL)
    back = waiting.until(lambda: _is_answered(scene), within=30, what="a healthy answer")
    yield Figure("healthy after", round(back, 2), "s", most=10)
    yield scene.done("its 4 jobs done after", jobs, most=60)


@fault(is_short=True)
def sessions_terminated(scene: Scene) -> Iterator[Figure]:
    """All sessions are terminated every 0.4 s, ten times, under load."""
    asks = [load.insights(scene.owner), load.fraud(scene.owner)]
    with load.going_on(scene.owner, scene.running.url, asks, clients=6, pause=0.01) as found:
        for _ in range(10):
            time.sleep(0.4)
            with psycopg.connect(scene.database.url, autocommit=True) as connection:
                connection.execute(f"{TERMINATED} and pid <> pg_backend_pid()".encode())
    load.statuses(found, allowed=(200, 503))
    away = sum(one.status != 200 for one in found)
    yield Figure("answered 503", away, f"of {len(found)}", most=len(found) * 0.05)
    yield load.within("longest answer", found, 1, most=STATEMENT_SECONDS)


@fault()
def locks_held(scene: Scene) -> Iterator[Figure]:
    """Somebody locks the invoices, then the jobs, for 8 s each."""
    for table in ("invoices", "jobs"):
        asks = [load.insights(scene.owner), load.fraud(scene.owner)]
        with psycopg.connect(scene.database.url) as connection:
            connection.execute(f"lock table {table} in access exclusive mode".encode())
            with load.going_on(scene.owner, scene.running.url, asks, clients=4, pause=0.05) as found:
                time.sleep(8)
                connection.rollback()
        load.statuses(found, allowed=(200, 503))
        yield load.within(f"longest answer, {table} locked", found, 1, most=30)


def _is_answered(scene: Scene) -> bool:
    return load.apart(scene.owner, scene.running.url, load.insights(scene.owner)).status == 200
