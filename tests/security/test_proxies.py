"""Whose address counts behind a set number of proxies, and which words of a caller about the way are believed."""

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from app.factory import create_app
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests.signed_in import token

LIMIT = 3
Counted = Callable[..., FlaskClient]


class TestLimitOfAnAddress:
    @pytest.mark.parametrize(
        ("hops", "forged", "is_escaped"),
        [
            (0, "{new}", False),  # nobody stands before the service: the header is the caller's own
            (1, "{new}, {real}", False),  # the caller's words, then what our proxy saw
            (2, "{new}, {real}, 192.0.2.9", False),
            (1, "{real}, {new}", True),  # what the nearest proxy says is believed: it must be ours
        ],
    )
    def test_counts_what_our_own_proxies_saw(self, counted: Counted, hops: int, forged: str, is_escaped: bool) -> None:
        client, real = counted(trusted_proxies=hops), f"198.51.100.{uuid4().int % 250}"
        headers = [{"X-Forwarded-For": forged.format(new=f"203.0.113.{n}", real=real)} for n in range(LIMIT + 1)]
        statuses = [client.get("/openapi.json", headers=one).status_code for one in headers]
        assert statuses == [200] * LIMIT + [200 if is_escaped else 429]

    @pytest.mark.parametrize("header", ["X-Real-IP", "Forwarded", "X-Client-IP", "CF-Connecting-IP", "True-Client-IP"])
    def test_knows_no_other_header(self, counted: Counted, header: str) -> None:
        client = counted(trusted_proxies=1)
        through = {"X-Forwarded-For": f"198.51.100.{uuid4().int % 250}"}
        headers = [through | {header: f"203.0.113.{n}"} for n in range(LIMIT + 1)]
        assert [client.get("/openapi.json", headers=one).status_code for one in headers][-1] == 429

    def test_is_one_of_the_person_once_signed_in(self, rt: Runtime, counted: Counted) -> None:
        client, mine = counted(trusted_proxies=1), token(rt, Caller.user(uuid4()))
        statuses = [
            client.get("/api/v1/flags", headers=_from(f"203.0.113.{n}", mine)).status_code for n in range(LIMIT + 1)
        ]
        assert statuses == [200] * LIMIT + [429]
        other = token(rt, Caller.user(uuid4()))
        assert client.get("/api/v1/flags", headers=_from("203.0.113.0", other)).status_code == 200

    def test_is_not_refilled_by_tokens_that_are_not_believed(self, counted: Counted) -> None:
        client, address = counted(trusted_proxies=1), f"198.51.100.{uuid4().int % 250}"
        statuses = [client.get("/api/v1/flags", headers=_from(address, f"x{n}")).status_code for n in range(LIMIT + 1)]
        assert statuses == [401] * LIMIT + [429]


class TestHost:
    @pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host", "X-Host", "X-Forwarded-Server", "Forwarded"])
    @pytest.mark.parametrize("path", ["/admin", "/admin/flags", "/docs", "/nowhere", "/api/v1/flags"])
    def test_that_a_caller_names_stands_in_no_answer(self, counted: Counted, header: str, path: str) -> None:
        value = "host=evil.example" if header == "Forwarded" else "evil.example"
        answer = counted(trusted_proxies=1, rate_limit_per_minute=1000).get(path, headers={header: value})
        assert "evil.example" not in f"{answer.headers}{answer.text}"

    @pytest.mark.parametrize(
        "headers",
        [
            {"X-HTTP-Method-Override": "DELETE"},
            {"X-HTTP-Method": "DELETE"},
            {"X-Method-Override": "DELETE"},
            {"X-Original-URL": "/admin/flags"},
            {"X-Rewrite-URL": "/admin/flags"},
        ],
    )
    def test_method_and_path_are_those_of_the_request_line(self, counted: Counted, headers: dict[str, str]) -> None:
        client = counted(rate_limit_per_minute=1000)
        assert client.get("/health/live", headers=headers).get_json() == {"status": "alive"}
        assert client.post("/health/live?_method=GET", headers=headers).status_code == 405


def _from(address: str, bearer: str) -> dict[str, str]:
    return {"X-Forwarded-For": address, "Authorization": f"Bearer {bearer}"}


@pytest.fixture
def counted(rt: Runtime) -> Counted:
    """Clients of an application that lets an address ask three times a minute, each from a machine of its own."""

    def made(*, trusted_proxies: int = 0, rate_limit_per_minute: int = LIMIT) -> FlaskClient:
        settings = replace(rt.settings, trusted_proxies=trusted_proxies, rate_limit_per_minute=rate_limit_per_minute)
        client: FlaskClient = create_app(runtime=replace(rt, settings=settings)).test_client()
        number = uuid4().int
        client.environ_base["REMOTE_ADDR"] = f"10.{number % 256}.{number // 256 % 256}.{number // 65536 % 256}"
        return client

    return made
