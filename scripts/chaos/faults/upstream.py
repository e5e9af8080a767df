"""Services outside of ours that hang, lie or redirect: the register of taxpayers, and who issues the tokens."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric import ec

from scripts import waiting
from scripts.chaos import load, stub
from scripts.chaos.catalogue import fault
from scripts.chaos.people import TRACES
from scripts.chaos.records import Broken, Figure
from scripts.chaos.scene import Scene

ISSUER = "https://issuer.example/auth/v1"
GSTINS = ("24AAACC1206D1ZM", "27AAPFU0939F1ZV", "29AAGCB7383J1Z4", "07AAACB2894G1ZP", "33AAACH7409R1Z8")
REFETCH_SECONDS = 31.0
"""Keys of which one is unknown are fetched again at most every 30 s."""
LIES: tuple[tuple[str, stub.Behaviour], ...] = (
    ("hangs", stub.hanging),
    ("drips", stub.dripping),
    ("dies", stub.dying),
    ("speaks no JSON", stub.saying(b"<html>")),
    ("answers 500", stub.saying(b"{}", 500)),
    ("redirects", stub.saying(b"", 302, Location="http://127.0.0.1:1/secret")),
    ("lies about another number", stub.saying(b'{"gstin": "27AAPFU0939F1ZV", "lgnm": "Somebody else"}')),
    ("sends 30 MB", stub.saying(b'{"a": "' + b"x" * 30_000_000 + b'"}')),
    ("nests 100,000 deep", stub.saying(b"[" * 100_000)),
    ("is well, with strange types", stub.saying(b'{"gstin": 5, "lgnm": {"a": []}, "sts": null}')),
)


@fault()
def register_lies(scene: Scene) -> Iterator[Figure]:
    """The register of taxpayers hangs, drips, dies, redirects, lies, or sends too much: ten ways."""
    with stub.standing() as register:
        given = {"CHAOS_REGISTER": register.url}
        with scene.web("scripts.chaos.near_register:app", **given) as url, scene.phone(url) as phone:
            found = [one for name, behave in LIES for one in _asked(register, phone, name, behave)]
    load.statuses(found, allowed=(200,))
    yield load.within("longest answer", found, 1, most=6)
    yield load.within("half of all answers within", found, 0.5, most=1)


@fault()
def keys_away(scene: Scene) -> Iterator[Figure]:
    """The issuer's signing keys: away at the start, then there, away again, and hanging."""
    with _trusted(scene, are_keys_there=False) as (server, issuer, url):
        first = _call(url, issuer.token())
        server.behaviour = issuer.published
        time.sleep(2.5)  # a failed fetch is tried again after 2 s
        there = _call(url, issuer.token())
        server.behaviour = stub.saying(b"", 500)
        away = _call(url, issuer.token())
        server.behaviour = stub.hanging
        hanging = _call(url, issuer.token())
    load.statuses([first], allowed=(503,))
    load.statuses([there, away, hanging], allowed=(200,))
    yield Figure("without keys 503 within", round(first.seconds, 2), "s", most=4)
    yield Figure("with known keys answered within", round(max(away.seconds, hanging.seconds), 2), "s", most=4)


@fault()
def keys_rotated(scene: Scene) -> Iterator[Figure]:
    """The issuer signs with a new key and withdraws the old one."""
    with _trusted(scene) as (server, issuer, url):
        load.statuses([_call(url, issuer.token())], allowed=(200,))
        issuer.rotate()
        server.behaviour = issuer.published
        known = waiting.until(
            lambda: _call(url, issuer.token()).status == httpx.codes.OK,
            within=REFETCH_SECONDS + 10,
            look_seconds=0.5,
            what="the new key",
        )
    yield Figure("the new key is known after", round(known, 1), "s", most=REFETCH_SECONDS + 2)


@fault()
def keys_flooded(scene: Scene) -> Iterator[Figure]:
    """300 tokens, each naming a key that nobody has published."""
    with _trusted(scene) as (server, issuer, url):
        load.statuses([_call(url, issuer.token())], allowed=(200,))
        found = [_call(url, issuer.token(kid=str(uuid4()))) for _ in range(300)]
        real = _call(url, issuer.token())
    load.statuses(found, allowed=(401,))
    load.statuses([real], allowed=(200,))
    yield Figure("the issuer was asked", len(server.asked), "times", most=4)
    yield load.within("longest refusal", found, 1, most=4)


@dataclass
class Issuer:
    """Signs tokens as Supabase does, for one user, with one key at a time."""

    user_id: str
    kid: str = field(default_factory=lambda: str(uuid4()))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def rotate(self) -> None:
        """From now on another key, and none but that."""
        self.kid, self.key = str(uuid4()), ec.generate_private_key(ec.SECP256R1())

    def token(self, *, kid: str = "") -> str:
        """A token of ten minutes; `kid` names another key than the one that signs."""
        now = datetime.now(UTC)
        claims = {"iss": ISSUER, "aud": "authenticated", "sub": self.user_id, "role": "authenticated"}
        times = {"iat": now, "exp": now + timedelta(minutes=10)}
        return jwt.encode({**claims, **times}, self.key, algorithm="ES256", headers={"kid": kid or self.kid})

    @property
    def published(self) -> stub.Behaviour:
        """The document of keys as it is now."""
        known: dict[str, Any] = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(self.key.public_key()))
        known |= {"kid": self.kid, "alg": "ES256", "use": "sig"}
        return stub.saying(json.dumps({"keys": [known]}).encode())


@contextmanager
def _trusted(scene: Scene, *, are_keys_there: bool = True) -> Iterator[tuple[stub.Stub, Issuer, str]]:
    """The server of an issuer's keys, the issuer, and the address of a web process that believes in them."""
    issuer = Issuer(scene.owner.user_id)
    with stub.standing() as server:
        server.behaviour = issuer.published if are_keys_there else stub.saying(b"", 500)
        with scene.web(AUTH_MODE="jwks", JWKS_URL=f"{server.place}/jwks.json", JWT_ISSUER=ISSUER) as url:
            yield server, issuer, url


def _call(url: str, token: str) -> load.Took:
    with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=40) as phone:
        return load.asked(phone, lambda asking: asking.post("/api/v1/gst/gstin", json={"gstin": GSTINS[0]}))


def _asked(register: stub.Stub, phone: httpx.Client, name: str, behave: stub.Behaviour) -> Iterator[load.Took]:
    """Questions while the register is as `behave` has it. Raises `Broken` when it is believed, or a trace is shown."""
    register.behaviour = behave
    for gstin in GSTINS:
        began = time.monotonic()
        answer = phone.post("/api/v1/gst/gstin", json={"gstin": gstin, "live": True})
        yield load.Took(answer.status_code, time.monotonic() - began)
        if b"Somebody else" in answer.content or any(mark in answer.content for mark in TRACES):
            raise Broken(f"while the register {name}: {answer.text[:200]}")
