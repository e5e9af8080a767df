"""Signing keys over HTTP: rotation, withdrawal, storms, and an issuer that is away or talks nonsense."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from app.runtime.auth import jwks
from app.runtime.auth.jwks import KeysAway
from app.runtime.auth.tokens import Tokens
from app.runtime.settings import Settings
from app.values.errors import Problem, Unauthorized
from tests.runtime.auth.tokens_of import ISSUER, USER, by_hand, claims

KEYS: dict[str, Any] = {
    "first": ec.generate_private_key(ec.SECP256R1()),
    "second": rsa.generate_private_key(65537, 2048),
    "foreign": ec.generate_private_key(ec.SECP256R1()),
}


class TestKeys:
    @pytest.mark.parametrize("kid", ["first", "second"])
    def test_both_kinds_of_published_keys_are_believed(self, issuer: "Issuer", tokens: Tokens, kid: str) -> None:
        issuer.publish("first", "second")
        assert tokens.caller(signed(kid)).user_id == USER

    def test_one_fetch_serves_many_tokens(self, issuer: "Issuer", tokens: Tokens) -> None:
        for number in range(5):
            tokens.caller(signed("first", jti=str(number)))
        assert issuer.asked == 1

    def test_rotated_key_is_believed_once_a_refetch_is_due(
        self, issuer: "Issuer", tokens: Tokens, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(jwks, "REFETCH_SECONDS", 0.0)
        tokens.caller(signed("first"))
        issuer.publish("second")
        assert tokens.caller(signed("second")).user_id == USER

    def test_withdrawn_key_is_refused_when_what_was_kept_has_lapsed(
        self, issuer: "Issuer", tokens: Tokens, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tokens.caller(signed("first"))
        issuer.publish("second")
        monkeypatch.setattr(jwks, "KEPT_SECONDS", 0.0)
        monkeypatch.setattr(tokens._keys, "_next_fetch_at", 0.0)
        with pytest.raises(Unauthorized):
            tokens.caller(signed("first", jti="later"))

    def test_unknown_keys_do_not_fetch_in_a_storm(self, issuer: "Issuer", tokens: Tokens) -> None:
        for number in range(20):
            with pytest.raises(Unauthorized):
                tokens.caller(signed("foreign", kid=f"unknown-{number}"))
        assert issuer.asked == 1

    def test_flood_of_unknown_keys_from_many_threads_asks_a_hanging_issuer_once(
        self, issuer: "Issuer", tokens: Tokens, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tokens.caller(signed("first"))
        monkeypatch.setattr(jwks, "FETCH_SECONDS", 0.3)
        monkeypatch.setattr(tokens._keys, "_next_fetch_at", 0.0)
        issuer.hangs_seconds = 0.5
        floods = [signed("foreign", kid=f"unknown-{number}") for number in range(40)]
        began = time.monotonic()
        with ThreadPoolExecutor(16) as pool:
            refused = list(pool.map(lambda token: _refusal(tokens, token), floods))
        assert time.monotonic() - began < 2
        assert set(refused) <= {Unauthorized, KeysAway}
        assert issuer.asked == 2
        assert tokens.caller(signed("first", jti="later")).user_id == USER

    @pytest.mark.parametrize("kid", ["first", None])
    def test_foreign_signature_is_refused(self, issuer: "Issuer", tokens: Tokens, kid: str | None) -> None:
        with pytest.raises(Unauthorized):
            tokens.caller(signed("foreign", kid=kid))

    def test_published_key_is_no_secret_to_sign_with(self, issuer: "Issuer", tokens: Tokens) -> None:
        secret = (
            KEYS["first"]
            .public_key()
            .public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        )
        with pytest.raises(Unauthorized):
            tokens.caller(by_hand(secret, {"kid": "first"}))

    def test_published_secret_does_not_open_another_algorithm(self, issuer: "Issuer", tokens: Tokens) -> None:
        issuer.answer = json.dumps({"keys": [{"kty": "oct", "kid": "first", "k": "c2VjcmV0" * 8, "alg": "HS256"}]})
        token = jwt.encode(claims(), b"secret" * 8, algorithm="HS256", headers={"kid": "first"})
        with pytest.raises(Unauthorized):
            tokens.caller(token)


class TestIssuerAway:
    @pytest.mark.parametrize("answer", ["", "<html>", "[]", "{}", '{"keys": []}', '{"keys": [{"kty": "xx"}]}'])
    def test_nonsense_is_an_absence_and_nobodys_fault(self, issuer: "Issuer", tokens: Tokens, answer: str) -> None:
        issuer.answer = answer
        with pytest.raises(KeysAway):
            tokens.caller(signed("first"))

    @pytest.mark.parametrize("status", [302, 404, 500])
    def test_error_is_an_absence(self, issuer: "Issuer", tokens: Tokens, status: int) -> None:
        issuer.status = status
        with pytest.raises(KeysAway):
            tokens.caller(signed("first"))

    def test_document_that_never_ends_is_an_absence(self, issuer: "Issuer", tokens: Tokens) -> None:
        issuer.answer = "[" * (jwks.MOST_BYTES + 1)
        with pytest.raises(KeysAway):
            tokens.caller(signed("first"))

    def test_hanging_up_is_an_absence(self, issuer: "Issuer", tokens: Tokens) -> None:
        issuer.hangs_up = True
        with pytest.raises(KeysAway):
            tokens.caller(signed("first"))

    def test_nobody_listening_is_an_absence(self) -> None:
        with socket.socket() as unheard:
            unheard.bind(("127.0.0.1", 0))
            tokens = verifier(f"http://127.0.0.1:{unheard.getsockname()[1]}/")
            with pytest.raises(KeysAway):
                tokens.caller(signed("first"))

    def test_known_keys_hold_while_the_issuer_is_away(
        self, issuer: "Issuer", tokens: Tokens, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tokens.caller(signed("first"))
        issuer.status = 500
        monkeypatch.setattr(jwks, "KEPT_SECONDS", 0.0)
        monkeypatch.setattr(tokens._keys, "_next_fetch_at", 0.0)
        assert tokens.caller(signed("first", jti="later")).user_id == USER

    def test_absent_issuer_is_not_asked_by_everybody(self, issuer: "Issuer", tokens: Tokens) -> None:
        issuer.status = 500
        for number in range(10):
            with pytest.raises(KeysAway):
                tokens.caller(signed("first", jti=str(number)))
        assert issuer.asked == 1


class Issuer:
    """A small HTTP server with a JWKS document."""

    def __init__(self) -> None:
        self.answer, self.status, self.asked, self.hangs_up = "", 200, 0, False
        self.hangs_seconds = 0.0
        issuer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                issuer.asked += 1
                time.sleep(issuer.hangs_seconds)
                if issuer.hangs_up:
                    self.close_connection = True
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                self.send_response(issuer.status)
                self.end_headers()
                self.wfile.write(issuer.answer.encode())

            def log_message(self, *_: Any) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/jwks.json"

    def publish(self, *kids: str) -> None:
        self.answer = json.dumps({"keys": [published(kid) for kid in kids]})


def published(kid: str) -> dict[str, Any]:
    public = KEYS[kid].public_key()
    kind = jwt.algorithms.ECAlgorithm if isinstance(public, ec.EllipticCurvePublicKey) else jwt.algorithms.RSAAlgorithm
    return {**kind.to_jwk(public, as_dict=True), "kid": kid, "use": "sig"}


def signed(key: str, *, kid: str | None = "", **changes: Any) -> str:
    algorithm = "RS256" if isinstance(KEYS[key], rsa.RSAPrivateKey) else "ES256"
    headers = {} if kid is None else {"kid": kid or key}
    return jwt.encode(claims(**changes), KEYS[key], algorithm=algorithm, headers=headers)


def _refusal(tokens: Tokens, token: str) -> type[Problem]:
    with pytest.raises(Problem) as refused:
        tokens.caller(token)
    return type(refused.value)


def verifier(url: str) -> Tokens:
    return Tokens.of(Settings(auth_mode="jwks", jwks_url=url, jwt_issuer=ISSUER))


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    running = Issuer()
    running.publish("first")
    thread = threading.Thread(target=running.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield running
    running.server.shutdown()
    running.server.server_close()
    thread.join()


@pytest.fixture
def tokens(issuer: Issuer) -> Tokens:
    return verifier(issuer.url)
