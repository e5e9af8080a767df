"""What many tests of the registry stand on: a model of their own, a process of their own, and somebody's shop."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine

from app.runtime.identity import Caller
from app.runtime.runtime import Runtime, assemble
from tests import shops
from tests.model_registry import tiny


@pytest.fixture
def name(engine: Engine) -> Iterator[str]:
    """A model that no other test knows; its history stays, but nothing of it serves in later tests."""
    found = tiny.name()
    yield found
    tiny.out_of_service(engine, found)


@pytest.fixture
def process(rt: Runtime, tmp_path: Path) -> Iterator[Runtime]:
    """A process with a store of its own."""
    runtime = assemble(replace(rt.settings, data_dir=tmp_path))
    yield runtime
    runtime.close()


@pytest.fixture
def business_id(engine: Engine, caller: Callable[..., Caller]) -> UUID:
    return shops.opened(engine, caller().user_id)
