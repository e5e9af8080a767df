"""What is answered to bodies that are no JSON, or not the JSON that was asked for."""

import io
import time
from uuid import uuid4

import jwt
import pytest
from flask.testing import FlaskClient

from app.runtime.runtime import Runtime

BROKEN = {
    "cut off": b'{"feature_name": ',
    "not UTF-8": b"\xff\xfe",
    "deeper than the stack": b"[" * 100_000,
    "an object deeper than the stack": b'{"context":' * 50_000,
    "half a character in a name": b'{"\\ud800": 1}',
    "half a character in a name within": b'{"context": {"\\ud800": 1}}',
    "a number of five thousand digits": b'{"conversion_value": ' + b"9" * 5_000 + b"}",
}

REFUSED = {
    b'{"user_id": null}': "Please check “feature name”: this is missing.",
    b'{"feature_name": 7}': "Please check “feature name”: this must be text.",
    b'{"feature_name": "x", "user_id": null}': "Please check “user id”: this is empty.",
    b'{"feature_name": "x", "user_id": "7"}': "Please check “user id”: this is not an id.",
    b'{"feature_name": ""}': "Please check “feature name”: this is empty.",
    b'{"feature_name": "%s"}' % (b"x" * 101): "Please check “feature name”: at most 100 characters are taken.",
    b'{"feature_name": "x", "feature_name": "y"}': "Please check “feature_name”: this is given twice.",
    b'{"feature_name": "x", "context": {"a": [{"b": 1, "b": 1}]}}': "Please check “b”: this is given twice.",
    b"[]": "Please check “request”: this must be an object with named fields.",
}


class TestBodies:
    @pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN.keys())
    def test_what_cannot_be_read_is_the_senders_mistake(self, signed_in: FlaskClient, body: bytes) -> None:
        answer = signed_in.post("/api/v1/feature-flags/check", data=body, content_type="application/json")
        assert (answer.status_code, answer.json["code"]) == (400, "bad_request")  # type: ignore[index]
        assert answer.json["message"].startswith("The request could not be read.")  # type: ignore[index]

    @pytest.mark.parametrize(("body", "message"), REFUSED.items(), ids=str)
    def test_the_message_is_in_words_of_our_own(self, signed_in: FlaskClient, body: bytes, message: str) -> None:
        answer = signed_in.post("/api/v1/feature-flags/check", data=body, content_type="application/json")
        assert (answer.status_code, answer.json["message"]) == (422, message)  # type: ignore[index]

    def test_an_unknown_field_is_named(self, signed_in: FlaskClient) -> None:
        answer = signed_in.post("/api/v1/feature-flags/check", json={"feature_name": "x", "nonsense": 1})
        assert answer.json is not None
        assert answer.json["errors"]["nonsense"] == ["This service does not know it."]

    @pytest.mark.parametrize("path", ["feature-flags/check", "nlp/parse-invoice"])
    def test_body_in_chunks_has_the_limit_of_any_other(self, signed_in: FlaskClient, path: str) -> None:
        most = signed_in.application.config["MAX_CONTENT_LENGTH"]
        answer = signed_in.post(
            f"/api/v1/{path}",
            input_stream=io.BytesIO(b'{"text": "' + b"x" * most + b'"}'),
            content_type="application/json",
            environ_overrides={"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"},
        )
        assert (answer.status_code, answer.json["code"]) == (413, "too_large")  # type: ignore[index]

    def test_short_body_in_chunks_is_read(self, signed_in: FlaskClient) -> None:
        answer = signed_in.post(
            "/api/v1/feature-flags/check",
            input_stream=io.BytesIO(b'{"feature_name": ""}'),
            content_type="application/json",
            environ_overrides={"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"},
        )
        assert (answer.status_code, answer.json["code"]) == (422, "invalid")  # type: ignore[index]


class TestAddresses:
    def test_an_unknown_parameter_is_named(self, signed_in: FlaskClient) -> None:
        answer = signed_in.get(f"/api/v1/fraud/alerts?business_id={uuid4()}&limit=5")
        assert (answer.status_code, answer.json["errors"]) == (  # type: ignore[index]
            422,
            {"limit": ["This service does not know it."]},
        )


@pytest.fixture
def signed_in(client: FlaskClient, rt: Runtime) -> FlaskClient:
    """A client that sends somebody's token."""
    settings, now = rt.settings, int(time.time())
    claims = {"sub": str(uuid4()), "aud": settings.jwt_audience, "iss": settings.issuer, "role": "authenticated"}
    token = jwt.encode(claims | {"iat": now, "exp": now + 600}, settings.jwt_secret_key, algorithm="HS256")
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    return client
