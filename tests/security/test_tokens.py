"""Headers of a token are the attacker's to write: none of them says where a key is, which one counts, or who calls."""

from collections.abc import Callable, Mapping
from typing import Any

import jwt
import pytest
from flask.testing import FlaskClient

from app.runtime.runtime import Runtime
from tests.conftest import TEST_SECRET
from tests.runtime.auth.tokens_of import by_hand, claims

FOREIGN = b"somebody-elses-secret-0123456789-0123456789"
PATH = "/api/v1/flags"
POINTERS: Mapping[str, Mapping[str, Any]] = {
    "kid is a path": {"kid": "../../../../dev/null"},
    "kid is an address": {"kid": "https://evil.example/key.pem"},
    "kid is a statement": {"kid": "x' union select 'secret' --"},
    "kid is a command": {"kid": "x; sleep 9"},
    "kid is no text": {"kid": {"k": 1}},
    "jku": {"jku": "https://evil.example/jwks.json"},
    "x5u": {"x5u": "https://evil.example/cert.pem"},
    "jwk inside": {"jwk": {"kty": "oct", "k": "c29tZWJvZHktZWxzZXMtc2VjcmV0LTAxMjM0NTY3ODk"}},
    "x5c inside": {"x5c": ["MIIB"]},
    "extension that must be understood": {"crit": ["b64"], "b64": False},
    "another type": {"typ": "at+jwt", "cty": "JWT"},
}


class TestHeaders:
    @pytest.mark.parametrize("name", POINTERS)
    def test_do_not_lead_to_another_key(self, rt: Runtime, client: FlaskClient, name: str) -> None:
        token = by_hand(FOREIGN, POINTERS[name], iss=rt.settings.issuer)
        assert _status(client, f"Bearer {token}") == 401

    @pytest.mark.parametrize("key", [b"", b"\0", b"null", b"None", b"secret"])
    def test_do_not_lead_to_an_empty_or_guessed_key(self, rt: Runtime, client: FlaskClient, key: bytes) -> None:
        token = by_hand(key, {"kid": "/dev/null"}, iss=rt.settings.issuer)
        assert _status(client, f"Bearer {token}") == 401


class TestAuthorization:
    def test_said_twice_is_not_believed(self, client: FlaskClient, good: str) -> None:
        twice = [("Authorization", f"Bearer {good}"), ("Authorization", "Bearer other")]
        assert client.get(PATH, headers=twice).status_code == 401

    @pytest.mark.parametrize(
        "form",
        [
            "{0}",
            "Basic {0}",
            "Token {0}",
            "Bearer{0}",
            "Bearer {0}, Bearer {0}",
            "Bearer {0} {0}",
            "Bearer {0}.",
            "Bearer",
        ],
    )
    def test_is_bearer_and_one_token_or_nothing(self, client: FlaskClient, good: str, form: str) -> None:
        assert _status(client, form.format(good)) == 401

    @pytest.mark.parametrize("place", ["access_token", "token", "jwt", "authorization"])
    def test_stands_in_its_header_alone(self, client: FlaskClient, good: str, place: str) -> None:
        """An address is written into logs and kept by browsers; a cookie is sent by pages of others."""
        assert client.get(PATH, query_string={place: good}).status_code == 401
        assert client.get(PATH, headers={"Cookie": f"{place}={good}"}).status_code == 401
        assert client.get(PATH, headers={f"X-{place}": good}).status_code == 401

    @pytest.mark.parametrize("claim", ["user_metadata", "raw_user_meta_data", "custom", "roles"])
    def test_rights_that_a_user_may_write_open_no_admins_call(
        self, rt: Runtime, client: FlaskClient, signed: Callable[..., str], claim: str
    ) -> None:
        token = signed(**{claim: {"role": "admin", "is_admin": True}})
        assert client.get("/api/v1/models", headers={"Authorization": f"Bearer {token}"}).status_code == 403


def _status(client: FlaskClient, authorization: str) -> int:
    return client.get(PATH, headers={"Authorization": authorization}).status_code


@pytest.fixture
def signed(rt: Runtime) -> Callable[..., str]:
    """Makes tokens of the real issuer."""
    return lambda **changes: jwt.encode(claims(iss=rt.settings.issuer, **changes), TEST_SECRET, algorithm="HS256")


@pytest.fixture
def good(client: FlaskClient, signed: Callable[..., str]) -> str:
    """A token that is believed where it belongs."""
    token = signed()
    assert _status(client, f"Bearer {token}") == 200
    return token
