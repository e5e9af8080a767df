"""Verifies access tokens. One algorithm family per issuer, chosen by the settings and never by the token's header.

PyJWT accepts a token without `exp` unless it is required, so `exp, sub, aud, iss` are. Rights come from
`app_metadata` alone (`user_metadata` can be written by the user), `role` must be `authenticated`: the keys of the
app itself (`anon`) and of servers (`service_role`) are no persons.
"""

import hashlib
import time
from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any, Protocol, Self
from uuid import UUID

import jwt

from app.runtime.auth.jwks import SigningKeys
from app.runtime.auth.local_issuer import LocalIssuer
from app.runtime.identity import Caller
from app.runtime.settings import Settings, doors
from app.values.errors import Unauthorized

REQUIRED = ["exp", "sub", "aud", "iss"]
LEEWAY_SECONDS = 30
LONGEST_TOKEN = 8192
REMEMBERED_TOKENS = 4096
REMEMBERED_SECONDS = 60.0


class KeySource(Protocol):
    """Where verification keys come from."""

    @property
    def algorithms(self) -> Sequence[str]:
        """The only ones that are taken."""

    def key_for(self, token: str) -> Any:
        """The key that must have signed `token`. Raises `Unauthorized` or, when keys cannot be had, `Unavailable`."""


class SharedSecret:
    """Supabase's legacy HS256 secret."""

    algorithms = ("HS256",)

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def key_for(self, token: str) -> Any:
        """The secret."""
        return self._secret


class Tokens:
    """Turns a bearer token into a `Caller`. Verified tokens are remembered for a minute, never beyond their `exp`."""

    def __init__(self, keys: KeySource, *, issuer: str, audience: str) -> None:
        self._keys = keys
        self._issuer = issuer
        self._audience = audience
        self._known: dict[bytes, tuple[float, Caller]] = {}
        self._lock = Lock()

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The verifier that the settings ask for."""
        keys: KeySource
        if settings.identity_mode == "hs256":
            keys = SharedSecret(settings.jwt_secret_key)
        elif settings.identity_mode == "jwks":
            keys = SigningKeys(doors.door_of_keys(settings))
        else:
            keys = LocalIssuer(settings)
        return cls(keys, issuer=settings.issuer, audience=settings.jwt_audience)

    def caller(self, token: str) -> Caller:
        """Whom `token` speaks for. Raises `Unauthorized` for whatever cannot be trusted."""
        digest, now = hashlib.sha256(token.encode()).digest(), time.time()
        until, caller = self._known.get(digest, (0.0, None))
        if caller is not None and now < until:
            return caller
        caller, expires_at = self._verified(token)
        self._remember(digest, min(now + REMEMBERED_SECONDS, expires_at), caller)
        return caller

    def _verified(self, token: str) -> tuple[Caller, float]:
        if len(token) > LONGEST_TOKEN:
            raise Unauthorized
        try:
            claims = jwt.decode(
                token,
                self._keys.key_for(token),
                algorithms=self._keys.algorithms,
                audience=self._audience,
                issuer=self._issuer,
                leeway=LEEWAY_SECONDS,
                # `iat` is no limit (RFC 7519, 4.1.6): a clock of ours behind must not refuse who just signed in.
                options={"require": REQUIRED, "enforce_minimum_key_length": True, "verify_iat": False},
            )
            return _caller(claims), float(claims["exp"])
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            raise Unauthorized from error

    def _remember(self, digest: bytes, until: float, caller: Caller) -> None:
        with self._lock:
            if len(self._known) >= REMEMBERED_TOKENS:
                self._known.clear()
            self._known[digest] = (until, caller)


def _caller(claims: Mapping[str, Any]) -> Caller:
    if claims.get("role") != "authenticated":
        raise Unauthorized
    metadata = claims.get("app_metadata")
    is_admin = isinstance(metadata, dict) and metadata.get("role") == "admin"
    user_id = UUID(claims["sub"])
    return Caller(user_id, "authenticated", is_admin, {"sub": str(user_id), "role": "authenticated"})
