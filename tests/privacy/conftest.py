"""Two shops with a row in every table each, and a store of files of their own."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from app.privacy.records import Kind, Request
from app.privacy.service import asking
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.runtime.storage import FolderStore
from tests.privacy import planted
from tests.privacy.planted import Shop

Ask = Callable[..., Request]


@pytest.fixture(autouse=True)
def nobody_elses_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs under names that no other worker of the run knows: each test carries out its own."""
    for kind in Kind:
        monkeypatch.setitem(asking.JOBS, kind, f"tests.privacy.{kind}")


@pytest.fixture
def apart(rt: Runtime, tmp_path: Path) -> Runtime:
    """The runtime, with a folder of files that no other test puts anything into."""
    return replace(rt, storage=FolderStore(tmp_path / "storage"))


@pytest.fixture
def mine(apart: Runtime, migrated_url: str, caller: Callable[..., Caller]) -> Shop:
    return planted.shop(migrated_url, apart.storage, caller())


@pytest.fixture
def theirs(apart: Runtime, migrated_url: str, caller: Callable[..., Caller]) -> Shop:
    return planted.shop(migrated_url, apart.storage, caller(), "Mehta Stores")


@pytest.fixture
def erasure(apart: Runtime) -> Ask:
    """Asks for an erasure and confirms it with the number of the request."""

    def asked(owner: Caller, business_id: UUID | None) -> Request:
        now = apart.clock.now()
        first = asking.ask_for_erasure(apart, business_id, caller=owner, now=now)
        return asking.confirm_erasure(apart, business_id, confirmation=str(first.id), caller=owner, now=now)

    return asked
