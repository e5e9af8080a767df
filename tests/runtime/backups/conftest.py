"""A small service with something in every table and in its store, and empty places to bring its backups to."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from app.runtime import migrations
from app.runtime.auditing.records import Deed
from app.runtime.backups import making
from app.runtime.backups.making import Made
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime, assemble
from app.runtime.settings import Settings
from tests.runtime.buckets import S3, s3_server
from tests.schema import tenants

KEY = "only-for-tests-0123456789-0123456789"
FILES = {"models/" + "0" * 64: b"a model", "documents/1a": b"%PDF a bill", "pages/1a-1": b"its page", "uploads/2b": b""}
Assembled = Callable[..., Runtime]


@contextmanager
def database(postgres_url: str) -> Iterator[str]:
    """The address of an empty database, dropped afterwards."""
    name = f"backups_{uuid4().hex}"
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"create database {name}".encode())
        yield postgres_url.rsplit("/", 1)[0] + f"/{name}"
        connection.execute(f"drop database {name} with (force)".encode())


@contextmanager
def process(folder: Path, url: str, **changes: Any) -> Iterator[Runtime]:
    """The runtime of a process with its data in `folder`."""
    given = {"environment": "test", "redis_url": "redis://127.0.0.1:1/0", "backup_key": KEY, **changes}
    runtime = assemble(Settings(data_dir=folder, database_url=url, **given))
    yield runtime
    runtime.close()


@contextmanager
def changed(rt: Runtime, **changes: Any) -> Iterator[Runtime]:
    """A process like `rt` with other settings."""
    runtime = assemble(replace(rt.settings, **changes))
    yield runtime
    runtime.close()


@pytest.fixture(scope="session")
def shop(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runtime]:
    """Two businesses with a row in every table, an audit trail, and four files."""
    with database(postgres_url) as url, process(tmp_path_factory.mktemp("shop"), url) as rt:
        list(migrations.upgrade(url, local=True))
        with psycopg.connect(url, autocommit=True) as connection:
            tenants.open_shops(connection)
        for key, content in FILES.items():
            rt.storage.put(key, content)
        with rt.db.transaction(Caller.service()) as tx:
            rt.audit.append(tx, Deed("shop opened"))
        yield rt


@pytest.fixture(scope="session")
def made(shop: Runtime) -> Made:
    """A backup of the shop."""
    return making.make(shop, now=shop.clock.now())


@pytest.fixture
def elsewhere(postgres_url: str, tmp_path: Path) -> Iterator[Runtime]:
    """Another machine with an empty database and an empty store."""
    with database(postgres_url) as url, process(tmp_path / "elsewhere", url) as rt:
        yield rt


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    with s3_server(tmp_path_factory.mktemp("s3")) as server:
        yield server


@pytest.fixture
def outside(shop: Runtime, s3: S3, tmp_path: Path) -> Iterator[Runtime]:
    """The shop with a bucket for its backups; its files stay where they are."""
    there = s3.settings(tmp_path)
    with changed(
        shop,
        backup_dir=tmp_path / "here",
        backup_url=there.storage_url,
        storage_endpoint_url=there.storage_endpoint_url,
        storage_access_key=there.storage_access_key,
        storage_secret_key=there.storage_secret_key,
    ) as rt:
        yield rt


def ask(rt: Runtime, statement: str) -> Any:
    """The first value that the superuser gets, if the statement has one."""
    with psycopg.connect(rt.settings.database_url, autocommit=True) as connection:
        found = connection.execute(statement.encode())
        row = found.fetchone() if found.description else None
        return row and row[0]
