"""A service that is open again after each test."""

from collections.abc import Iterator

import pytest

from app.runtime.maintenance import service
from app.runtime.maintenance.records import Said
from app.runtime.runtime import Runtime


@pytest.fixture(autouse=True)
def reopened(rt: Runtime) -> Iterator[None]:
    """Opens the service and takes the banner down, whatever the test did."""
    yield
    service.reopen(rt, now=rt.clock.now(), by="tests")
    service.announce(rt, Said(), now=rt.clock.now(), by="tests")
