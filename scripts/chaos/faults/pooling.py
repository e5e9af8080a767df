"""PgBouncer in transaction mode with three connections to the database, under twenty clients."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg

from app.runtime.embedded import ports
from scripts import processes, waiting
from scripts.chaos import load
from scripts.chaos.catalogue import fault
from scripts.chaos.people import Person, ids_in
from scripts.chaos.records import Broken, Figure, NotHere
from scripts.chaos.scene import Scene
from scripts.check_ops import pgbouncer_place, tools
from scripts.whole_system import ROOT

CONNECTIONS, CLIENTS, CALLS_SECONDS = 3, 20, 8.0
FEW = {
    "default_pool_size = 20": f"default_pool_size = {CONNECTIONS}",
    "reserve_pool_size = 5": "reserve_pool_size = 0",
    "server_tls_sslmode = require": "server_tls_sslmode = disable",
}


@fault()
def pooled(scene: Scene) -> Iterator[Figure]:
    """Both businesses, ten clients each, through three connections that they share by transaction."""
    first, second = scene.people.owners
    with pgbouncer(scene) as url, scene.web(DATABASE_URL=url) as web:
        with (
            load.going_on(first, web, [load.insights(first), load.fraud(first)], clients=CLIENTS // 2) as one,
            load.going_on(second, web, [load.insights(second), load.fraud(second)], clients=CLIENTS // 2) as other,
        ):
            crossed = _crossings(scene, web)
        found = [*one, *other]
    load.statuses(found, allowed=(200,))
    yield Figure("calls answered", len(found), least=CLIENTS)
    yield load.within("95 of 100 within", found, 0.95, most=2)
    yield Figure("answers with rows of the other business", crossed, most=0)


def _crossings(scene: Scene, web: str) -> int:
    """How many answers of a while held an id of the other business."""
    until, crossed = time.monotonic() + CALLS_SECONDS, 0
    own = [scene.database.ids_of(one.business_id) for one in scene.people.owners]
    while time.monotonic() < until:
        for number, person in enumerate(scene.people.owners):
            crossed += bool(_ids(person, web) & own[1 - number])
    return crossed


def _ids(person: Person, web: str) -> set[str]:
    with person.phone(web) as phone:
        answer = phone.post("/api/v1/fraud/analyze", json={"business_id": person.business_id})
    if answer.status_code != 200:
        raise Broken(f"through the pooler a call was answered {answer.status_code}")
    return ids_in(answer.content)


@contextmanager
def pgbouncer(scene: Scene) -> Iterator[str]:
    """The address of a pooler before the system's database, once it answers. Raises `NotHere` where there is none."""
    try:
        program = tools.of_debian("pgbouncer", "pgbouncer")
    except tools.Wrong as missing:
        raise NotHere(str(missing)) from missing
    place, port = scene.folder / "pgbouncer", ports.free()
    place.mkdir()
    scene.folder.chmod(0o755)
    server = urlsplit(scene.rt.settings.database_url)
    database = f"postgres = host={server.hostname} port={server.port}"
    user = f'"{server.username}" "{server.password}"'
    words = pgbouncer_place.laid_out(ROOT, place, port, database=database, user=user, changes=FEW)
    url = f"postgresql://{server.username}:{server.password}@{ports.LOOPBACK}:{port}/postgres"
    with processes.running([program.path, *words], place / "printed"):
        waiting.until(lambda: _answers(url), within=30, what="the start of PgBouncer")
        yield url


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2, prepare_threshold=None).close()
    except psycopg.OperationalError:
        return False
    return True
