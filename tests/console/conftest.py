"""An admin at a browser without a screen."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests.console import browser_visits
from tests.console.browser_visits import Visitor


@pytest.fixture
def asha(caller: Callable[..., Caller]) -> Caller:
    """An admin."""
    return caller(is_admin=True)


@pytest.fixture
def fresh_address() -> str:
    """An address from which nobody has tried to sign in."""
    number = uuid4().int
    return f"10.{number % 256}.{number // 256 % 256}.{number // 65536 % 256}"


@pytest.fixture
def admin(rt: Runtime, client: FlaskClient, asha: Caller, fresh_address: str) -> Visitor:
    """Asha, signed in."""
    client.environ_base["REMOTE_ADDR"] = fresh_address
    return browser_visits.admin(rt, client, asha)
