"""A business with a few rows in its trail, and a store of anchors of its own."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine

from app.runtime.auditing import Actor, Deed
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.runtime.storage import FolderStore
from tests import shops
from tests.runtime.auditing import trails

ROWS = 6


@pytest.fixture
def owner(caller: Callable[..., Caller]) -> Caller:
    return caller()


@pytest.fixture
def apart(rt: Runtime, tmp_path: Path) -> Runtime:
    """The runtime, with a folder of files that no other test puts anything into."""
    return replace(rt, storage=FolderStore(tmp_path / "storage"))


@pytest.fixture
def business_id(rt: Runtime, engine: Engine, owner: Caller) -> UUID:
    """A business of `owner` with six rows: number one to six."""
    made = shops.opened(engine, owner.user_id)
    deeds = [
        Deed("fraud alert answered", Actor.of(owner), made, "alert", number, {"number": number})
        for number in range(1, ROWS + 1)
    ]
    trails.append(rt, *deeds)
    return made
