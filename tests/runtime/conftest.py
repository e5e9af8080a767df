"""Servers that the tests of the runtime may take away, and the runtime of a process that stands on them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from app.runtime import migrations
from app.runtime.runtime import Runtime, assemble
from app.runtime.settings import Settings
from scripts.chaos import outages
from scripts.chaos.outages import Outage

QUEUES = count(1)
"""The databases of a Redis that no test has had; there are sixteen."""


@pytest.fixture(scope="session")
def own_postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outage]:
    """A migrated PostgreSQL that nobody else uses."""
    with outages.postgres(tmp_path_factory.mktemp("own-postgres")) as outage:
        list(migrations.upgrade(outage.url, local=True))
        yield outage


@pytest.fixture(scope="session")
def own_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outage]:
    """A Redis that nobody else uses."""
    with outages.redis(tmp_path_factory.mktemp("own-redis")) as outage:
        yield outage


@pytest.fixture
def own_queue(own_redis: Outage) -> str:
    """A database of it for this test alone: what another test has sent may arrive late."""
    return f"{own_redis.url.removesuffix('/0')}/{next(QUEUES)}"


@pytest.fixture
def assembled(settings: Settings) -> Iterator[Callable[..., Runtime]]:
    """Makes runtimes with changed settings, and closes them."""
    made: list[Runtime] = []

    def make(**changes: Any) -> Runtime:
        made.append(assemble(replace(settings, **changes)))
        return made[-1]

    yield make
    for runtime in made:
        runtime.close()
