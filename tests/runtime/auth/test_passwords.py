"""Signing in with a password at a Supabase Auth that answers, refuses, talks nonsense or is away."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from app.runtime.auth import passwords
from app.runtime.auth.passwords import AccountsAway
from app.runtime.runtime import Runtime
from app.values.errors import TooMany, Unauthorized


class TestToken:
    def test_right_details_bring_the_access_token(self, there: Runtime, accounts: "Accounts") -> None:
        accounts.answer = (200, {"access_token": "a.b.c", "refresh_token": "never kept"})
        assert passwords.token(there, email="asha@example.org", password="p4ssw0rd") == "a.b.c"
        path, key, body = accounts.asked[-1]
        assert (path, key) == ("/auth/v1/token?grant_type=password", "public")
        assert body == {"email": "asha@example.org", "password": "p4ssw0rd"}

    @pytest.mark.parametrize("status", [400, 401, 403, 422])
    def test_wrong_details_are_told_without_saying_which(
        self, there: Runtime, accounts: "Accounts", status: int
    ) -> None:
        accounts.answer = (status, {"msg": "Invalid login credentials"})
        with pytest.raises(Unauthorized) as refused:
            passwords.token(there, email="asha@example.org", password="wrong")
        assert refused.value.message == "The e-mail address or the password is not right."

    def test_too_many_tries_there_are_too_many_here(self, there: Runtime, accounts: "Accounts") -> None:
        accounts.answer = (429, {})
        with pytest.raises(TooMany):
            passwords.token(there, email="asha@example.org", password="p4ssw0rd")

    @pytest.mark.parametrize(
        "answer", [(500, {}), (200, {}), (200, []), (200, {"access_token": 7}), (200, "nonsense"), (302, {})]
    )
    def test_other_answers_count_as_being_away(self, there: Runtime, accounts: "Accounts", answer: Any) -> None:
        accounts.answer = answer
        with pytest.raises(AccountsAway):
            passwords.token(there, email="asha@example.org", password="p4ssw0rd")

    def test_nobody_there_is_away(self, rt: Runtime) -> None:
        with pytest.raises(AccountsAway):
            passwords.token(_with(rt, "http://127.0.0.1:1"), email="asha@example.org", password="p4ssw0rd")


class TestAreKnown:
    @pytest.mark.parametrize(
        ("changes", "are_known"),
        [
            ({}, True),
            ({"supabase_url": ""}, False),
            ({"supabase_anon_key": ""}, False),
            ({"auth_mode": "local"}, False),
        ],
    )
    def test_only_where_a_project_is_set_and_its_tokens_are_believed(
        self, rt: Runtime, changes: dict[str, Any], are_known: bool
    ) -> None:
        there = _with(rt, "https://example.supabase.co")
        assert passwords.are_known(replace(there, settings=replace(there.settings, **changes))) is are_known


def _with(rt: Runtime, address: str) -> Runtime:
    return replace(rt, settings=replace(rt.settings, supabase_url=address, supabase_anon_key="public"))


class Accounts(ThreadingHTTPServer):
    """Stands for Supabase Auth: gives `answer` to everybody and keeps what was asked."""

    answer: tuple[int, Any] = (500, {})

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Calls)
        self.asked: list[tuple[str, str | None, Any]] = []


class Calls(BaseHTTPRequestHandler):
    """One call."""

    server: Accounts

    def do_POST(self) -> None:
        """Answers as it was told to."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers["apikey"], body))
        status, answer = self.server.answer
        content = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@pytest.fixture
def accounts() -> Iterator[Accounts]:
    """An Auth of its own."""
    with Accounts() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def there(rt: Runtime, accounts: Accounts) -> Runtime:
    """A runtime whose Supabase it is."""
    return _with(rt, f"http://127.0.0.1:{accounts.server_port}")
