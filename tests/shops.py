"""Businesses in the test database, with the few rows that a test needs."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine, text

NOBODYS = str(UUID(int=7))
"""An id that no row has: the same in every process, so that tests may be named by it."""


def opened(engine: Engine, owner_id: UUID | None, name: str = "Sai Electricals") -> UUID:
    """A new, empty business of `owner_id`."""
    business_id = uuid4()
    values = {"id": business_id, "owner": owner_id, "name": name}
    execute(engine, "insert into auth.users (id) values (:owner) on conflict do nothing", values)
    execute(
        engine, "insert into businesses (id, user_id, name, category) values (:id, :owner, :name, 'retail')", values
    )
    return business_id


def execute(engine: Engine, statement: str, values: Mapping[str, Any]) -> None:
    """Runs one statement as the superuser, and commits it."""
    with engine.begin() as connection:
        connection.execute(text(statement), values)


def count(engine: Engine, statement: str, values: Mapping[str, Any]) -> int:
    """The number that a query of the superuser gives."""
    with engine.connect() as connection:
        return int(connection.execute(text(statement), values).scalar_one())
