"""What stands around every request: ids, headers, compression, other origins."""

import gzip
from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient

from app.runtime.runtime import Runtime
from tests.runtime.http.conftest import build

Headers = Callable[..., dict[str, str]]
ORIGIN = "https://app.example.in"
PHONE, GSTIN = "9876543210", "27AAPFU0939F1ZV"


class TestRequestId:
    @pytest.mark.parametrize("given", ["abcd1234", "A-valid-id-0123456789", "f" * 64])
    def test_good_one_is_kept(self, calls: FlaskClient, given: str) -> None:
        assert calls.get("/health/live", headers={"X-Request-ID": given}).headers["X-Request-ID"] == given

    @pytest.mark.parametrize(
        "given", ["", "short", "f" * 65, "with blank 12345", "<script>alert", "é" * 10, "a" * 7, PHONE, GSTIN]
    )
    def test_other_is_replaced(self, calls: FlaskClient, given: str) -> None:
        answered = calls.get("/health/live", headers={"X-Request-ID": given}).headers["X-Request-ID"]
        assert answered != given and len(answered) == 32

    def test_each_request_has_its_own(self, calls: FlaskClient) -> None:
        assert len({calls.get("/health/live").headers["X-Request-ID"] for _ in range(5)}) == 5


class TestHeaders:
    @pytest.mark.parametrize("path", ["/health/live", "/nowhere", "/tests/broken", "/docs", "/metrics"])
    def test_keep_browsers_honest_on_every_answer(self, calls: FlaskClient, path: str) -> None:
        found = calls.get(path).headers
        assert found["X-Content-Type-Options"] == "nosniff"
        assert found["X-Frame-Options"] == "DENY"
        assert found["Referrer-Policy"] == "no-referrer"
        assert "default-src 'none'" in found["Content-Security-Policy"]
        assert len(found.getlist("Content-Security-Policy")) == 1

    def test_answers_are_not_kept_by_anybody_on_the_way(self, calls: FlaskClient, headers: Headers) -> None:
        assert calls.get("/api/v1/health", headers=headers()).headers["Cache-Control"] == "no-store"

    def test_https_is_demanded_in_production_alone(self, assembled: Callable[..., Runtime], calls: FlaskClient) -> None:
        served = build(assembled(environment="production")).test_client().get("/health/live")
        assert "max-age" in served.headers["Strict-Transport-Security"]
        assert "Strict-Transport-Security" not in calls.get("/health/live").headers


class TestCompression:
    def test_long_answer_is_compressed_for_whoever_takes_it(self, calls: FlaskClient, headers: Headers) -> None:
        plain = calls.get("/tests/long", headers=headers())
        packed = calls.get("/tests/long", headers=headers(Accept_Encoding="gzip"))
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.data) == plain.data
        assert len(packed.data) < len(plain.data) / 10
        assert "Content-Encoding" not in plain.headers


class TestOrigins:
    @pytest.mark.parametrize(
        ("origin", "is_let_in"),
        [
            (ORIGIN, True),
            ("https://evil.example", False),
            ("https://app.example.in.evil.example", False),
            ("null", False),
        ],
    )
    def test_only_configured_ones_may_read(self, shop_window: FlaskClient, origin: str, is_let_in: bool) -> None:
        answer = shop_window.get("/health/live", headers={"Origin": origin})
        assert (answer.headers.get("Access-Control-Allow-Origin") == origin) is is_let_in
        assert is_let_in or "Access-Control-Allow-Origin" not in answer.headers

    def test_preflight_names_what_the_app_sends(self, shop_window: FlaskClient) -> None:
        asked = {
            "Origin": ORIGIN,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization, content-type, idempotency-key",
        }
        answer = shop_window.options("/tests/notes", headers=asked)
        assert answer.status_code == 200
        assert "POST" in answer.headers["Access-Control-Allow-Methods"]
        assert "authorization" in answer.headers["Access-Control-Allow-Headers"].lower()

    def test_errors_can_be_read_too(self, shop_window: FlaskClient) -> None:
        answer = shop_window.get("/api/v1/health", headers={"Origin": ORIGIN})
        assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (401, ORIGIN)

    def test_nobody_may_where_none_is_configured(self, calls: FlaskClient) -> None:
        assert "Access-Control-Allow-Origin" not in calls.get("/health/live", headers={"Origin": ORIGIN}).headers

    @pytest.fixture
    def shop_window(self, assembled: Callable[..., Runtime]) -> Iterator[FlaskClient]:
        yield build(assembled(cors_allowed_origins=(ORIGIN,))).test_client()


class TestDocs:
    def test_page_needs_no_other_address(self, calls: FlaskClient) -> None:
        page = calls.get("/docs")
        assert page.status_code == 200
        assert "http://" not in page.text and "https://" not in page.text
        assert "script-src 'self'" in page.headers["Content-Security-Policy"]

    @pytest.mark.parametrize("name", ["start.js", "swagger-ui.css", "swagger-ui-bundle.js"])
    def test_its_parts_are_here(self, calls: FlaskClient, name: str) -> None:
        answer = calls.get(f"/docs/{name}")
        assert answer.status_code == 200 and len(answer.data) > 50
        answer.close()

    @pytest.mark.parametrize("name", ["../factory.py", "package.json", "..%2f..%2fetc%2fpasswd"])
    def test_nothing_else_is(self, calls: FlaskClient, name: str) -> None:
        assert calls.get(f"/docs/{name}").status_code == 404
