"""A database of its own, whose keys the tests may change, lose and rotate."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from cryptography.fernet import Fernet

from app.runtime import migrations
from app.runtime.runtime import Runtime, assemble
from app.runtime.sealing.columns import ALL, DOCUMENT_LOOK_UP, FACTS, Form
from app.runtime.settings import Settings
from tests.schema import tenants

CANARY = "27AAPFU0939F1ZV"
PLAIN: dict[Form, Any] = {Form.TEXT: CANARY, Form.JSON: json.dumps({"gstin": CANARY}), Form.BYTES: CANARY.encode()}
OLD, NEW, STRANGE = (Fernet.generate_key().decode() for _ in range(3))
Process = Callable[..., Runtime]


@dataclass(frozen=True)
class Own:
    """The database, and how to start processes on it that hold these keys."""

    url: str
    shops: tenants.Shops
    process: Process

    def ask(self, statement: str, *values: Any) -> Any:
        """The first value that the superuser gets, if the statement has one."""
        found = self.shops.connection.execute(statement.encode(), values)
        row = found.fetchone() if found.description else None
        return row and row[0]


@pytest.fixture(scope="session")
def shops(postgres_url: str) -> Iterator[tuple[str, tenants.Shops]]:
    """A database with the schema and two shops, and its address."""
    name = f"sealing_{uuid4().hex}"
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(f"create database {name}".encode())
        url = f"{postgres_url.rsplit('/', 1)[0]}/{name}"
        list(migrations.upgrade(url, local=True))
        with psycopg.connect(url, autocommit=True) as connection:
            yield url, tenants.open_shops(connection)
        server.execute(f"drop database {name} with (force)".encode())


@pytest.fixture
def own(shops: tuple[str, tenants.Shops], tmp_path: Path) -> Iterator[Own]:
    """The database with something readable in every column, as a release before this one wrote it; no key is known."""
    url, both = shops
    running: list[Runtime] = []

    def process(keys: str = OLD, **changes: Any) -> Runtime:
        given = Settings(environment="test", data_dir=tmp_path, database_url=url, encryption_key=keys)
        running.append(assemble(replace(given, **changes)))
        return running[-1]

    empty(both)
    fill(both)
    yield Own(url, both, process)
    for one in running:
        one.close()


def empty(shops: tenants.Shops) -> None:
    """Forgets the keys, and what stands in rows that `fill` makes."""
    for statement in (
        "truncate sealing_keys, idempotency_keys, book_facts",
        "update document_extractions set look_up = null, irn = null, supplier_key = 'AAPFU0939F', number_key = 'INV1',"
        " created_at = now()",
    ):
        shops.connection.execute(statement.encode())


def fill(shops: tenants.Shops) -> None:
    """Something readable in every column, in each of both shops."""
    connection = shops.connection
    connection.execute(
        "insert into idempotency_keys (user_id, key, method_path, body_sha256) values (%s, 'k', 'POST /', '')",
        [shops.mine.owner],
    )
    facts = json.dumps({part: {"gstin": CANARY} for part in FACTS} | {"name": "Ravi"})
    for shop in (shops.mine, shops.theirs):
        for kind in ("party", "payment"):
            connection.execute(
                "insert into book_facts (business_id, subject_kind, subject_id, facts)"
                " values (%s, %s, gen_random_uuid(), %s)",
                [shop.business, kind, facts],
            )
    for column in ALL:
        if not column.part and column is not DOCUMENT_LOOK_UP:
            statement = f"update {column.table} set {column.name} = %s"
            connection.execute(statement.encode(), [PLAIN[column.form]])
