"""What the tests stand on: one real PostgreSQL and one real Redis a run, from the wheels, migrated by schema/.

Tests that commit use business and user ids of their own (`uuid4()`), so nothing needs emptying between them; tests of
SQL alone take `tx`, which is rolled back.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import psycopg
import pytest
import sqlalchemy
from flask import Flask
from flask.testing import FlaskClient

from app.runtime import migrations
from app.runtime.db import Database
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime, assemble
from app.runtime.sealing import CARRIED, Seals
from app.runtime.settings import Settings
from tests import cores, settling
from tests.collecting import pytest_collection  # noqa: F401
from tests.cores import pytest_collection_modifyitems, pytest_xdist_make_scheduler  # noqa: F401
from tests.running import System, copied, embedded, system

TEST_SECRET = "only-for-tests-0123456789-0123456789"
TEST_KEY = "b25seS1mb3ItdGVzdHMtMDEyMzQ1Njc4OTAxMjM0NTY="


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL 18 for this run; its database `postgres` is empty but for what other fixtures put there."""
    with embedded(tmp_path_factory.mktemp("postgres"), REDIS_URL="redis://127.0.0.1:1") as servers:
        yield servers.database_url


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis for this run."""
    with embedded(tmp_path_factory.mktemp("redis"), DATABASE_URL="postgresql://127.0.0.1:1/none") as servers:
        yield servers.redis_url


@pytest.fixture
def fresh_database(postgres_url: str) -> Iterator[str]:
    """The address of an empty database that lives as long as the test."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"create database {name}")
        yield postgres_url.rsplit("/", 1)[0] + f"/{name}"
        connection.execute(f"drop database {name} with (force)")


@pytest.fixture(scope="session")
def migrated_url(postgres_url: str) -> str:
    """The database with the whole schema, the mobile app's tables included."""
    list(migrations.upgrade(postgres_url, local=True))
    return postgres_url


@pytest.fixture(scope="session")
def settings(migrated_url: str, redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a process on the test servers."""
    return Settings(
        environment="test",
        data_dir=tmp_path_factory.mktemp("data"),
        database_url=migrated_url,
        redis_url=redis_url,
        database_max_connections=10,
        auth_mode="hs256",
        jwt_secret_key=TEST_SECRET,
        encryption_key=TEST_KEY,
        rate_limit_per_minute=1_000_000,
        ai_rate_limit=1_000_000,
    )


@pytest.fixture(scope="session")
def rt(settings: Settings) -> Iterator[Runtime]:
    """The runtime of a process, as the worker and the web have one."""
    runtime = assemble(settings)
    yield runtime
    runtime.close()


@pytest.fixture(scope="session")
def app(rt: Runtime) -> Flask:
    """The web application, on the one runtime of the tests."""
    from app.factory import create_app

    return create_app(runtime=rt)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Calls the web application without a network."""
    return app.test_client()


@pytest.fixture
def caller() -> Callable[..., Caller]:
    """Makes signed-in persons: `caller()` somebody new, `caller(is_admin=True)` an admin."""
    return lambda **rights: Caller.user(uuid4(), **rights)


@pytest.fixture(scope="session")
def engine(migrated_url: str) -> Iterator[sqlalchemy.Engine]:
    """The migrated database as the superuser sees it."""
    engine = sqlalchemy.create_engine(migrated_url.replace("postgresql://", "postgresql+psycopg://", 1))
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def seals(migrated_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seals]:
    """The seals of the processes of this run, for statements beside them."""
    database = Database(migrated_url)
    yield Seals(Settings(data_dir=tmp_path_factory.mktemp("sealed"), encryption_key=TEST_KEY), database.value)
    database.dispose()


@pytest.fixture
def tx(engine: sqlalchemy.Engine, seals: Seals) -> Iterator[sqlalchemy.Connection]:
    """A transaction of the service role whose work is undone at the end of the test."""
    with engine.connect() as connection, connection.begin() as begun:
        connection.info[CARRIED] = seals
        connection.execute(sqlalchemy.text("select set_config('role', 'service_role', true)"))
        yield connection
        begun.rollback()


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder that a first `make run` leaves behind, all jobs of the demo done: to be `copied`."""
    return settling.settled(cores.place_of_all(tmp_path_factory.getbasetemp()))


@pytest.fixture(scope="session")
def server(settled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """The whole system with its demo, as `make run` starts it."""
    folder = copied(settled, tmp_path_factory.mktemp("system") / "data")
    with system(folder, RATE_LIMIT_PER_MINUTE="1000000") as running:
        yield running


@pytest.fixture(scope="session")
def api(server: System) -> Iterator[httpx.Client]:
    """Calls the running system as the demo's first owner."""
    headers = {"Authorization": f"Bearer {server.demo['access_token']}"}
    with httpx.Client(base_url=server.url, headers=headers, timeout=30) as client:
        yield client


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder of this checkout."""
    return Path(__file__).resolve().parent.parent
