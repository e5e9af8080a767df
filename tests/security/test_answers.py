"""What every answer has, whichever route gave it, and what no request can make one say."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.factory import create_app
from app.runtime.runtime import Runtime
from tests.security import filling
from tests.security.operations import Operation
from tests.security.sides import Side

NO_SNIFFING = {"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer"}
TELLING = ("Server", "X-Powered-By", "X-AspNet-Version", "Via")
KEPT = {"/info": "public, max-age=60", "/api/v1/status": "public, max-age=2"}
"""Answers that say the same to everybody, and how long anybody may keep them."""
PATHS = (
    "/..%2f..%2fetc%2fpasswd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/admin/static/..%2f..%2f..%2fwsgi.py",
    "/admin/static/%2e%2e%2fdoor.py",
    "/docs/..%5c..%5cwsgi.py",
    "/api/v1/models/..%2f..%2fversions",
    "/api/v1/jobs/%00",
    "/api/v1/insights/%00%00",
    "/api/v1/insights/' or 1=1 --",
    "/api/v1/jobs/\u202e\u0000x",
    "/%ff%fe",
    "/%c0%ae%c0%ae/etc/passwd",
    "/api/v1/jobs/{{1337*1337}}${1337*1337}",
    "//evil.example/%2f..",
    "/\\evil.example",
    "/health/live;jsessionid=1",
    "/" + "a" * 20_000,
    "/api/v1/gst/hsn?q=%00",
    "/api/v1/gst/hsn?q=" + "a" * 20_000,
    "/api/v1/gst/hsn?q=%ed%a0%80",
    "/api/v1/gst/hsn?limit=9999999999999999999999",
    "/api/v1/gst/hsn?q[]=a&q[$ne]=b",
)
INSIDE = ("Traceback", 'File "', "psycopg", "sqlalchemy", "werkzeug", "root:x:", "import ", "1787569", "site-packages")


class TestHeaders:
    def test_are_on_every_answer_of_every_route(
        self, production: FlaskClient, pair: tuple[Side, Side], every_operation: list[Operation]
    ) -> None:
        for operation in every_operation:
            found = filling.filled(operation, pair[0])[0].sent(production, {}).headers
            assert {name: found.get(name) for name in NO_SNIFFING} == NO_SNIFFING, operation.name
            assert "default-src 'none'" in found["Content-Security-Policy"], operation.name
            assert "max-age=31536000" in found["Strict-Transport-Security"], operation.name
            assert found["Cache-Control"] == KEPT.get(operation.path, "no-store"), operation.name
            assert [name for name in TELLING if name in found] == [], operation.name

    def test_let_no_page_of_others_come_with_credentials_where_all_may_read(self, rt: Runtime) -> None:
        settings = replace(rt.settings, cors_allowed_origins=("*",))
        answer = (
            create_app(runtime=replace(rt, settings=settings))
            .test_client()
            .get("/health/live", headers={"Origin": "https://evil.example"})
        )
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers


class TestHostileAddresses:
    @pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:40])
    def test_are_answered_plainly(self, client: FlaskClient, admin: Mapping[str, str], path: str) -> None:
        answer = client.get(path, headers=dict(admin))
        assert answer.status_code in (200, 301, 303, 308, 400, 404, 422) and answer.status_code < 500
        if answer.status_code >= 400:
            assert [word for word in INSIDE if word in answer.text and word not in path] == []
        assert "evil.example" not in (answer.location or "")

    @pytest.mark.parametrize("name", ["X-Request-ID", "Origin", "Idempotency-Key", "Accept-Language", "User-Agent"])
    def test_no_header_writes_another(self, app: Flask, admin: Mapping[str, str], name: str) -> None:
        """As a server would hand it over that had decoded the line break."""
        environ = {f"HTTP_{name.upper().replace('-', '_')}": "en\r\nSet-Cookie: a=b\r\n\r\n<script>"}
        answer = app.test_client().get("/api/v1/flags", headers=dict(admin), environ_overrides=environ)
        assert "Set-Cookie" not in answer.headers and "<script>" not in answer.text
        assert answer.status_code < 500


@pytest.fixture(scope="session")
def production(rt: Runtime) -> FlaskClient:
    """Calls the application as it is in production."""
    settings = replace(rt.settings, environment="production")
    client: FlaskClient = create_app(runtime=replace(rt, settings=settings)).test_client()
    return client
