"""Who comes in: admins with a fresh token, from this site's own forms, and nobody after too many tries."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import redis
from flask import Flask
from flask.testing import FlaskClient

from app.factory import create_app
from app.runtime.auth import sessions
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime, assemble
from tests import signed_in
from tests.console import browser_visits
from tests.console.browser_visits import Visitor

PAGES = ("", "/", "/models", "/jobs", "/flags", "/feedback", "/history", "/nowhere")
WANTED_ELSEWHERE = (
    "https://example.org/",
    "//example.org",
    "/admin//x",
    "/admin/\\x",
    "/admin/../docs",
    "/admin/x\r\nSet-Cookie: a=b",
    "/admin/\t/x",
    "/docs",
)


class TestSignIn:
    def test_admin_comes_in_and_goes_where_they_wanted(self, rt: Runtime, visitor: Visitor, asha: Caller) -> None:
        turned_away = visitor.get("/flags?x=1")
        assert turned_away.status_code == 303
        assert turned_away.location == "/admin/sign-in?next=/admin/flags?x%3D1"
        answer = visitor.sign_in(signed_in.token(rt, asha), next="/admin/flags")
        assert (answer.status_code, answer.location) == (303, "/admin/flags")
        assert "Feature flags" in visitor.get("/flags").text

    @pytest.mark.parametrize("path", PAGES)
    def test_nobody_sees_a_page_without_signing_in(self, visitor: Visitor, path: str) -> None:
        answer = visitor.get(path)
        assert (answer.status_code, answer.location.split("?")[0]) == (303, "/admin/sign-in")

    def test_bearer_token_alone_opens_no_page(self, rt: Runtime, visitor: Visitor, asha: Caller) -> None:
        headers = {"Authorization": f"Bearer {signed_in.token(rt, asha)}"}
        assert visitor.get("/flags", headers=headers).status_code == 303

    def test_cookie_is_for_this_browser_alone(self, rt: Runtime, visitor: Visitor, asha: Caller) -> None:
        token = signed_in.token(rt, asha)
        cookie = visitor.sign_in(token).headers["Set-Cookie"]
        assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Expires=" in cookie
        assert token not in cookie

    def test_cookie_stays_on_its_host_and_on_tls_outside_of_development(self, rt: Runtime, asha: Caller) -> None:
        staging = create_app(runtime=replace(rt, settings=replace(rt.settings, environment="staging")))
        visitor = Visitor(staging.test_client())
        visitor.client.environ_base["wsgi.url_scheme"] = "https"
        cookie = visitor.sign_in(signed_in.token(rt, asha)).headers["Set-Cookie"]
        assert cookie.startswith("__Host-console=") and "Secure" in cookie and "Path=/;" in cookie

    def test_user_who_is_no_admin_is_told_so(
        self, rt: Runtime, visitor: Visitor, caller: Callable[..., Caller]
    ) -> None:
        answer = visitor.sign_in(signed_in.token(rt, caller()))
        assert (answer.status_code, "Only an administrator" in answer.text) == (403, True)

    @pytest.mark.parametrize("token", ["", "nonsense", "a.b.c", "x" * 9000, "नमस्ते"])
    def test_what_is_no_token_is_refused_in_a_sentence(self, visitor: Visitor, token: str) -> None:
        answer = visitor.sign_in(token)
        assert (answer.status_code, "paste a fresh one" in answer.text) == (401, True)

    @pytest.mark.parametrize("wanted", WANTED_ELSEWHERE)
    def test_nobody_is_sent_to_another_place(self, rt: Runtime, visitor: Visitor, asha: Caller, wanted: str) -> None:
        assert visitor.sign_in(signed_in.token(rt, asha), next=wanted).location == "/admin/models"

    def test_too_many_tries_are_stopped_whatever_comes_next(self, rt: Runtime, visitor: Visitor, asha: Caller) -> None:
        for _ in range(sessions.MOST_TRIES):
            assert visitor.sign_in("nonsense").status_code == 401
        answer = visitor.sign_in(signed_in.token(rt, asha))
        assert (answer.status_code, "quarter of an hour" in answer.text) == (429, True)

    def test_password_form_stands_only_where_accounts_are(self, rt: Runtime, visitor: Visitor) -> None:
        assert "E-mail" not in visitor.get("/sign-in").text
        settings = replace(rt.settings, supabase_url="http://127.0.0.1:1", supabase_anon_key="public")
        there = Visitor(create_app(runtime=replace(rt, settings=settings)).test_client())
        assert "E-mail" in there.get("/sign-in").text
        answer = there.post("/sign-in", form_of="/sign-in", email="asha@example.org", password="p4ssw0rd")
        assert (answer.status_code, "Accounts cannot be checked" in answer.text) == (503, True)
        assert "p4ssw0rd" not in answer.text


class TestAddresses:
    @pytest.mark.parametrize(
        "path", ["/models/%00", "/models/%00/versions/1/promote", "/flags/%00", "/feedback?kind=%00", "/jobs?state=%00"]
    )
    def test_nothing_stands_at_an_address_that_no_name_can_have(self, admin: Visitor, path: str) -> None:
        answer = admin.get(path)
        assert (answer.status_code, "There is no page at this address." in answer.text) == (404, True)


class TestSession:
    def test_ends_when_its_owner_signs_out(self, admin: Visitor) -> None:
        cookie = admin.client.get_cookie("console")
        assert cookie
        assert admin.post("/sign-out", form_of="/flags").location == "/admin/sign-in?said=signed_out"
        admin.client.set_cookie("console", cookie.value)
        assert admin.get("/flags").status_code == 303

    def test_ends_with_its_token(self, rt: Runtime, asha: Caller) -> None:
        now = rt.clock.now()
        cookie, session = sessions.begin(rt, lambda: signed_in.token(rt, asha), address="10.0.0.1", now=now)
        assert timedelta(minutes=59) < session.until - now <= timedelta(hours=1, seconds=1)
        assert sessions.find(rt, cookie, now=session.until - timedelta(seconds=1)) == session
        assert sessions.find(rt, cookie, now=session.until) is None

    def test_what_is_kept_holds_no_token(self, rt: Runtime, asha: Caller) -> None:
        token = signed_in.token(rt, asha)
        cookie, _ = sessions.begin(rt, lambda: token, address="10.0.0.2", now=rt.clock.now())
        client = redis.Redis(connection_pool=rt.broker)
        kept = [client.get(key) for key in client.keys("console:session:*")]
        assert kept
        assert not any(secret in str(value) for value in kept for secret in (token, cookie))

    def test_without_redis_the_page_says_so(self, rt: Runtime, settings_without_redis: Runtime) -> None:
        visitor = Visitor(create_app(runtime=settings_without_redis).test_client())
        visitor.client.set_cookie("console", "anything")
        answer = visitor.get("/flags")
        assert (answer.status_code, "Signing in is not possible" in answer.text) == (503, True)
        assert answer.headers["Retry-After"]


class TestForms:
    def test_form_without_its_secret_changes_nothing(self, admin: Visitor) -> None:
        answer = admin.client.post("/admin/flags/fraud_detection", data={"enabled": "off", "rollout": "100"})
        assert (answer.status_code, "out of date" in answer.text) == (403, True)

    def test_form_of_another_site_is_refused(self, admin: Visitor) -> None:
        headers = {"Sec-Fetch-Site": "same-site"}
        assert admin.client.post("/admin/sign-out", headers=headers).status_code == 403
        assert admin.get("/flags").status_code == 200

    def test_sign_in_form_belongs_to_its_browser(self, app: Flask, rt: Runtime, asha: Caller) -> None:
        secret = browser_visits.SECRET.search(Visitor(app.test_client()).get("/sign-in").text)
        assert secret
        fields = {"form_secret": secret[1], "token": signed_in.token(rt, asha)}
        assert app.test_client().post("/admin/sign-in", data=fields).status_code == 403

    def test_htmx_is_told_where_to_sign_in(self, visitor: Visitor) -> None:
        answer = visitor.get("/jobs", headers={"HX-Request": "true"})
        assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/admin/sign-in")


class TestHeaders:
    @pytest.mark.parametrize("path", ["/sign-in", "/flags", "/nowhere", "/static/console.css"])
    def test_nothing_of_others_and_nothing_inline_may_run(self, admin: Visitor, path: str) -> None:
        headers = admin.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy and "frame-ancestors 'none'" in policy and "form-action 'self'" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"

    def test_pages_are_not_kept_and_files_are(self, admin: Visitor) -> None:
        page = admin.get("/flags")
        assert page.headers.getlist("Cache-Control") == ["no-store"]
        for address in set(re.findall(r'(?:src|href)="/admin(/static/[^"]+)"', page.text)):
            assert admin.get(address).headers.getlist("Cache-Control") == ["public, max-age=31536000, immutable"]

    @pytest.mark.parametrize("name", ["vendored/ORIGIN.md", "../door.py", "vendored/../console.css", "none.js", ""])
    def test_only_scripts_styles_and_pictures_are_given_out(self, admin: Visitor, name: str) -> None:
        assert admin.get(f"/static/{name}").status_code in (404, 308)

    def test_no_other_origin_may_read_the_console(self, rt: Runtime) -> None:
        settings = replace(rt.settings, cors_allowed_origins=("https://app.example.org",))
        client = create_app(runtime=replace(rt, settings=settings)).test_client()
        headers = {"Origin": "https://app.example.org"}
        assert "Access-Control-Allow-Origin" in client.get("/health/live", headers=headers).headers
        assert "Access-Control-Allow-Origin" not in client.get("/admin/sign-in", headers=headers).headers


@pytest.fixture
def visitor(client: FlaskClient, fresh_address: str) -> Visitor:
    """A browser that nobody has signed in, at an address of its own."""
    client.environ_base["REMOTE_ADDR"] = fresh_address
    return Visitor(client)


@pytest.fixture
def settings_without_redis(rt: Runtime) -> Iterator[Runtime]:
    """A runtime whose Redis does not answer."""
    runtime = assemble(replace(rt.settings, redis_url="redis://127.0.0.1:1/0"))
    yield runtime
    runtime.close()
