"""Every test of this folder runs on each PostgreSQL version that the schema supports and this machine has."""

from collections.abc import Callable, Iterator
from itertools import count

import psycopg
import pytest

from app.runtime import migrations
from tests.schema import servers, tenants
from tests.schema.servers import Server
from tests.schema.tenants import Shops

NUMBERS = count(1)
Running = Callable[[int], Server | None]


@pytest.fixture(scope="session")
def running() -> Iterator[Running]:
    """Starts the server of a version when it is first asked for: the order of the tests is random."""
    started: dict[int, Server | None] = {}

    def of(version: int) -> Server | None:
        if version not in started:
            started[version] = servers.start(version)
        return started[version]

    yield of
    for server in started.values():
        if server:
            server.stop()


@pytest.fixture(params=servers.VERSIONS, ids=lambda version: f"pg{version}")
def server(request: pytest.FixtureRequest, running: Running) -> Server:
    found = running(request.param)
    if found is None:
        pytest.skip(f"no PostgreSQL {request.param} on this machine")
    return found


@pytest.fixture
def empty_url(server: Server) -> Iterator[str]:
    """A database with nothing in it, dropped afterwards."""
    url = _new_database(server)
    yield url
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute(f"drop database {url.rsplit('/')[-1]} with (force)".encode())


@pytest.fixture(scope="session")
def built_shops() -> Iterator[dict[int, Shops]]:
    built: dict[int, Shops] = {}
    yield built
    for shops in built.values():
        shops.connection.close()


@pytest.fixture
def shops(server: Server, built_shops: dict[int, Shops]) -> Shops:
    """The whole schema with two tenants. Shared: tests act in transactions that are undone."""
    if server.port not in built_shops:
        url = _new_database(server)
        list(migrations.upgrade(url, local=True))
        connection = psycopg.connect(url, autocommit=True, prepare_threshold=None)
        built_shops[server.port] = tenants.open_shops(connection)
    return built_shops[server.port]


def _new_database(server: Server) -> str:
    name = f"test_{next(NUMBERS)}"
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute(f"create database {name}".encode())
    return server.url(name)
