"""A register on this machine, and a client of it that gives up soon."""

from collections.abc import Iterator

import pytest

from app.runtime.taxpayers import LiveRegister
from tests import register_stub
from tests.register_stub import Stub


@pytest.fixture
def stub() -> Iterator[Stub]:
    """A register that does as it is told."""
    with register_stub.standing() as server:
        yield server


@pytest.fixture
def register(stub: Stub) -> LiveRegister:
    """A client of it, to which this machine is as good as the public internet; it gives up after 0.4 s."""
    return LiveRegister(stub.url, "the-key", is_allowed=lambda address: True, seconds=0.4, probe_seconds=0.05)
