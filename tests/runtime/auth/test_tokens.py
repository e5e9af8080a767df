"""Which tokens are believed, by the way in which their issuer signs them."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from app.runtime.auth import tokens as tokens_
from app.runtime.auth.local_issuer import LocalIssuer
from app.runtime.auth.tokens import SharedSecret, Tokens
from app.runtime.settings import Settings
from app.values.errors import Unauthorized
from tests.runtime.auth.tokens_of import ISSUER, USER, by_hand, claims, raw, signed

SECRET = "only-for-tests-0123456789-0123456789"
AGO = datetime(2020, 1, 1, tzinfo=UTC)

ATTACKS: dict[str, Callable[[], str]] = {
    "empty": lambda: "",
    "garbage": lambda: "garbage",
    "three dots": lambda: "..",
    "not ASCII": lambda: "é.ü.ñ",
    "alg none": lambda: raw({"alg": "none", "typ": "JWT"}, claims()),
    "alg None": lambda: raw({"alg": "None"}, claims()),
    "no alg": lambda: raw({"typ": "JWT"}, claims()),
    "alg is no text": lambda: raw({"alg": ["HS256"]}, claims()),
    "header is no object": lambda: raw(b"[]", claims()),
    "header is a well": lambda: raw(b"[" * 5000, claims()),
    "claims are a well": lambda: raw({"alg": "HS256"}, b"[" * 5000),
    "another algorithm": lambda: signed(SECRET * 2, "HS512"),
    "another secret": lambda: signed(SECRET + "x", "HS256"),
    "signature left out": lambda: signed(SECRET, "HS256").rsplit(".", 1)[0] + ".",
    "tampered claims": lambda: tampered(signed(SECRET, "HS256")),
    "expired": lambda: signed(SECRET, "HS256", exp=AGO),
    "not yet valid": lambda: signed(SECRET, "HS256", nbf=datetime(2999, 1, 1, tzinfo=UTC)),
    "no exp": lambda: signed(SECRET, "HS256", exp=None),
    "no aud": lambda: signed(SECRET, "HS256", aud=None),
    "no iss": lambda: signed(SECRET, "HS256", iss=None),
    "no sub": lambda: signed(SECRET, "HS256", sub=None),
    "sub is no UUID": lambda: signed(SECRET, "HS256", sub="somebody"),
    "sub is no text": lambda: raw_signed(sub=7),
    "exp is no number": lambda: raw_signed(exp="soon"),
    "exp is endless": lambda: raw_signed(exp=float("inf")),
    "wrong aud": lambda: signed(SECRET, "HS256", aud="another-app"),
    "wrong iss": lambda: signed(SECRET, "HS256", iss="https://evil.example/auth/v1"),
    "role anon": lambda: signed(SECRET, "HS256", role="anon"),
    "role service_role": lambda: signed(SECRET, "HS256", role="service_role"),
    "no role": lambda: signed(SECRET, "HS256", role=None),
    "oversize": lambda: signed(SECRET, "HS256", note="x" * 10_000),
}


class TestAttacks:
    @pytest.mark.parametrize("name", ATTACKS)
    def test_is_refused(self, tokens: Tokens, name: str) -> None:
        with pytest.raises(Unauthorized):
            tokens.caller(ATTACKS[name]())

    @pytest.mark.parametrize("name", ATTACKS)
    def test_is_told_to_sign_in_over_http(self, client: Any, name: str) -> None:
        token = ATTACKS[name]().encode("utf-8").decode("latin-1")
        answer = client.get("/api/v1/health", headers={"Authorization": f"Bearer {token}"})
        assert (answer.status_code, answer.json["code"]) == (401, "unauthorized")
        assert answer.headers["WWW-Authenticate"] == "Bearer"

    def test_key_shorter_than_its_hash_verifies_nothing(self) -> None:
        with pytest.warns(jwt.warnings.InsecureKeyLengthWarning):
            token = signed("short", "HS256")
        with pytest.raises(Unauthorized):
            Tokens(SharedSecret("short"), issuer=ISSUER, audience="authenticated").caller(token)


class TestRights:
    def test_good_token_speaks_for_its_user(self, tokens: Tokens) -> None:
        caller = tokens.caller(signed(SECRET, "HS256"))
        assert (caller.user_id, caller.role, caller.is_admin) == (USER, "authenticated", False)
        assert caller.claims == {"sub": str(USER), "role": "authenticated"}

    def test_clock_that_is_behind_turns_nobody_away(self, tokens: Tokens) -> None:
        issued = datetime.now(UTC) + timedelta(minutes=5)
        assert tokens.caller(signed(SECRET, "HS256", iat=issued, exp=issued + timedelta(hours=1))).user_id == USER

    @pytest.mark.parametrize(
        ("changes", "is_admin"),
        [
            ({"app_metadata": {"role": "admin"}}, True),
            ({"user_metadata": {"role": "admin"}}, False),
            ({"is_admin": True, "user_role": "admin"}, False),
            ({"app_metadata": {"role": "owner"}}, False),
            ({"app_metadata": "admin"}, False),
            ({"app_metadata": ["role", "admin"]}, False),
        ],
    )
    def test_come_from_app_metadata_alone(self, tokens: Tokens, changes: dict[str, Any], is_admin: bool) -> None:
        assert tokens.caller(signed(SECRET, "HS256", **changes)).is_admin is is_admin


class TestMemory:
    def test_token_is_not_believed_beyond_its_exp(self, tokens: Tokens, monkeypatch: pytest.MonkeyPatch) -> None:
        token, now = signed(SECRET, "HS256", exp=datetime.now(UTC) + timedelta(seconds=20)), time.time()
        assert tokens.caller(token).user_id == USER
        monkeypatch.setattr(tokens, "_verified", lambda _: (_ for _ in ()).throw(Unauthorized))
        assert tokens.caller(token).user_id == USER
        monkeypatch.setattr(time, "time", lambda: now + 21)
        with pytest.raises(Unauthorized):
            tokens.caller(token)

    def test_memory_has_an_end(self, tokens: Tokens, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tokens_, "REMEMBERED_TOKENS", 3)
        for number in range(10):
            tokens.caller(signed(SECRET, "HS256", jti=str(number)))
        assert len(tokens._known) <= 3


class TestLocalIssuer:
    def test_believes_what_it_issued(self, local: Settings) -> None:
        token = LocalIssuer(local).issue(USER, is_admin=True, now=datetime.now(UTC))
        caller = Tokens.of(local).caller(token)
        assert (caller.user_id, caller.is_admin) == (USER, True)

    def test_key_is_for_its_owner_alone_and_stays(self, local: Settings) -> None:
        token = LocalIssuer(local).issue(USER, now=datetime.now(UTC))
        path = local.data_dir / "auth" / "local_issuer.pem"
        assert path.stat().st_mode & 0o777 == 0o600
        assert Tokens.of(local).caller(token).user_id == USER

    @pytest.mark.parametrize("hours", [-1, -24])
    def test_lapsed_token_is_refused(self, local: Settings, hours: int) -> None:
        issued = datetime.now(UTC) + timedelta(hours=hours - local.jwt_expiration_hours)
        with pytest.raises(Unauthorized):
            Tokens.of(local).caller(LocalIssuer(local).issue(USER, now=issued))

    def test_public_key_is_no_secret_to_sign_with(self, local: Settings) -> None:
        issuer = LocalIssuer(local)
        public = issuer.key_for("").public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        with pytest.raises(Unauthorized):
            Tokens.of(local).caller(by_hand(public, iss=local.issuer))

    @pytest.mark.parametrize("algorithm", ["ES256", "RS256", "HS256"])
    def test_token_of_another_key_is_refused(self, local: Settings, algorithm: str) -> None:
        keys: dict[str, Callable[[], Any]] = {
            "ES256": lambda: ec.generate_private_key(ec.SECP256R1()),
            "RS256": lambda: rsa.generate_private_key(65537, 2048),
            "HS256": lambda: SECRET,
        }
        key = keys[algorithm]()
        with pytest.raises(Unauthorized):
            Tokens.of(local).caller(signed(key, algorithm, iss=local.issuer))


def tampered(token: str) -> str:
    """`token` for somebody else, under the old signature."""
    header, _, signature = token.split(".")
    other = raw({}, claims(sub="11111111-1111-4111-8111-111111111111", app_metadata={"role": "admin"}))
    return f"{header}.{other.split('.')[1]}.{signature}"


def raw_signed(**changes: Any) -> str:
    return by_hand(SECRET.encode(), **changes)


@pytest.fixture
def tokens() -> Tokens:
    return Tokens(SharedSecret(SECRET), issuer=ISSUER, audience="authenticated")


@pytest.fixture
def local(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, auth_mode="local")
