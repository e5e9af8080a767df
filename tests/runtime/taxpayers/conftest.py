"""A register on this machine, and a client of it that gives up soon."""

from collections.abc import Iterator

import pytest

from app.runtime.outgoing.addresses import is_this_machine
from app.runtime.outgoing.door import Door
from app.runtime.taxpayers import LiveRegister
from scripts.chaos import stub as register_stub
from scripts.chaos.stub import Stub


@pytest.fixture
def stub() -> Iterator[Stub]:
    """A register that does as it is told."""
    with register_stub.standing() as server:
        yield server


@pytest.fixture
def register(stub: Stub) -> LiveRegister:
    """A client of it that is let onto this machine; it gives up after 0.4 s."""
    return LiveRegister(Door("GST_API_URL", stub.url, is_this_machine), "the-key", seconds=0.4, probe_seconds=0.05)
