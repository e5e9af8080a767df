"""The pages of admins, route by route as the application has them: who comes in, with which form, framed by whom."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from app.console import door
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests.console import browser_visits
from tests.security import crossing
from tests.security.sides import Side

PLAIN: Mapping[str, Any] = {"name": "fraud_alert_confidence", "nowhere": "nowhere", "number": 1, "deed": "rollback"} | {
    "step": "promote",
    "format": "svg",
    "period": "week",
    "begins_on": "2026-04-06",
}
OPEN = {"console.sign_in", "console.signed_in", "console.asset"}
UNSHARED = ("no-store", "private, no-cache")
"""The second is a chart's: the admin's own browser may keep it, and asks each time whether it still may show it."""
Route = tuple[str, str, str]
"""Method, path and endpoint."""


class TestDoor:
    def test_is_shut_on_every_page_to_whoever_did_not_sign_in(
        self, app: Flask, pair: tuple[Side, Side], admin: Mapping[str, str]
    ) -> None:
        let_in = []
        for headers in ({}, admin, {"Cookie": "console=guess"}, {"Cookie": f"console={pair[0].owner.token}"}):
            for method, path, endpoint in _routes(app, pair[0]):
                answer = app.test_client().open(path, method=method, headers=headers)
                if endpoint not in OPEN and not (answer.location or "").startswith("/admin/sign-in"):
                    let_in.append(f"{method} {path}: {answer.status_code}")
        assert let_in == []

    def test_open_pages_are_those_before_signing_in(self) -> None:
        assert door._open == OPEN


class TestForms:
    def test_no_form_is_taken_without_its_secret_or_from_elsewhere(
        self, app: Flask, pair: tuple[Side, Side], visiting: FlaskClient
    ) -> None:
        taken, routes = [], [one for one in _routes(app, pair[0]) if one[0] == "POST"]
        for method, path, _ in routes:
            for headers, form in (
                ({}, {}),
                ({}, {"form_secret": "guess"}),
                ({"Sec-Fetch-Site": "cross-site"}, {}),
                ({"Sec-Fetch-Site": "same-site"}, {}),
            ):
                answer = visiting.open(path, method=method, data=form, headers=headers)
                if answer.status_code != 403:
                    taken.append(f"{path}: {answer.status_code}")
        assert taken == []
        assert len(routes) >= 8
        assert visiting.get("/admin/flags").status_code == 200

    def test_every_form_of_a_page_carries_the_secret(
        self, app: Flask, pair: tuple[Side, Side], visiting: FlaskClient
    ) -> None:
        for _, path, _ in _pages(app, pair[0]):
            for form in re.findall(r'<form[^>]*method="post".*?</form>', visiting.get(path).text, re.DOTALL | re.I):
                assert 'name="form_secret"' in form, path


class TestSession:
    def test_number_that_somebody_else_chose_is_not_taken_on(self, rt: Runtime, app: Flask) -> None:
        visiting = app.test_client()
        visiting.set_cookie("console", "chosen-by-another")
        browser_visits.admin(rt, visiting, Caller.user(uuid4(), is_admin=True))
        cookie = visiting.get_cookie("console")
        assert cookie and cookie.value != "chosen-by-another"
        stranger = app.test_client()
        stranger.set_cookie("console", "chosen-by-another")
        assert stranger.get("/admin/flags").status_code == 303

    def test_opens_no_call_of_the_api(self, visiting: FlaskClient, pair: tuple[Side, Side]) -> None:
        assert visiting.get(f"/api/v1/insights/{pair[0].business_id}").status_code == 401
        assert visiting.get("/api/v1/models").status_code == 401


class TestOtherBusiness:
    def test_is_not_mixed_into_a_page(self, app: Flask, pair: tuple[Side, Side], visiting: FlaskClient) -> None:
        """Admins may see each business; still, a page of the one says nothing of the other, whatever its address."""
        own, other = pair
        ids, mixed = own.ids | {"document_id": own.ids["extraction_id"]}, 0
        for rule in _rules(app, "GET"):
            for name in (
                sorted(rule.arguments & ids.keys() - {"business_id"}) if "business_id" in rule.arguments else ()
            ):
                nobodys = visiting.get(_path(app, rule, ids | {name: str(uuid4())}))
                answer = visiting.get(_path(app, rule, ids | {name: other.ids[name]}))
                assert answer.status_code == nobodys.status_code == 404, rule.rule
                assert crossing.leaks(answer, other, other.ids[name]) == []
                mixed += 1
        assert mixed >= 2


class TestHeaders:
    def test_no_page_may_be_framed_guessed_at_or_kept(
        self, app: Flask, pair: tuple[Side, Side], visiting: FlaskClient
    ) -> None:
        for _, path, endpoint in _pages(app, pair[0]):
            found = visiting.get(path).headers
            policy = found["Content-Security-Policy"]
            assert "frame-ancestors 'none'" in policy and "default-src 'none'" in policy, path
            assert "unsafe" not in policy and "form-action 'self'" in policy, path
            assert (found["X-Frame-Options"], found["X-Content-Type-Options"]) == ("DENY", "nosniff"), path
            assert endpoint == "console.asset" or found["Cache-Control"] in UNSHARED, path
            assert "Access-Control-Allow-Origin" not in found, path


def _rules(app: Flask, method: str) -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("console.") and method in (rule.methods or ()):
            yield rule


def _path(app: Flask, rule: Rule, ids: Mapping[str, str]) -> str:
    values = {name: "console.css" if "static" in rule.rule else {**ids, **PLAIN}[name] for name in rule.arguments}
    built: Any = app.url_map.bind("localhost").build(rule.endpoint, values, method=next(iter(rule.methods or ())))
    return str(built)


def _routes(app: Flask, side: Side) -> Iterator[Route]:
    """Every route of the console; an id that `side` has no like of is a KeyError here."""
    ids = side.ids | {"document_id": side.ids["extraction_id"]}
    for method in ("GET", "POST"):
        for rule in _rules(app, method):
            yield method, _path(app, rule, ids), rule.endpoint


def _pages(app: Flask, side: Side) -> list[Route]:
    return [one for one in _routes(app, side) if one[0] == "GET"]


@pytest.fixture
def visiting(rt: Runtime, app: Flask) -> FlaskClient:
    """A browser in which an admin has signed in."""
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = f"10.9.{uuid4().int % 256}.{uuid4().int % 256}"
    browser_visits.admin(rt, client, Caller.user(uuid4(), is_admin=True))
    return client
