"""An admin at a browser without a screen, or at a real one on the running system."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests.console import browser_visits, chromium
from tests.console.browser_visits import Visitor
from tests.console.chromium import Open, Window
from tests.running import System


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with chromium.started() as browser:
        yield browser


@pytest.fixture
def open_window(browser: Browser, server: System) -> Iterator[Open]:
    """Opens windows, signed in unless asked otherwise."""
    opened: list[Window] = []

    def window(*, is_signed_in: bool = True, **options: Any) -> Window:
        opened.append(Window(browser, server.url, **options))
        if is_signed_in:
            opened[-1].sign_in(server.demo["admin_token"])
        return opened[-1]

    yield window
    for one in opened:
        one.close()


@pytest.fixture
def window(open_window: Open) -> Window:
    """An admin's window at a desk."""
    return open_window()
