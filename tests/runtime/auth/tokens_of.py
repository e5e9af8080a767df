"""Tokens as Supabase would sign them, and as attackers would."""

import base64
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import jwt

USER = UUID("7b0f6f1e-3f1c-4f53-9c62-0d9d2a5f4d10")
ISSUER = "https://abc.supabase.co/auth/v1"


def claims(**changes: Any) -> dict[str, Any]:
    """A good token's claims with `changes`; a change to None takes the claim away."""
    now = datetime.now(UTC)
    good = {
        "iss": ISSUER,
        "aud": "authenticated",
        "sub": str(USER),
        "role": "authenticated",
        "iat": now,
        "exp": now + timedelta(minutes=10),
    }
    return {name: value for name, value in (good | changes).items() if value is not None}


def raw(header: Mapping[str, Any] | bytes, body: Mapping[str, Any] | bytes, signature: bytes = b"") -> str:
    """A token put together by hand, as no honest library would."""
    return ".".join(map(_base64, (header, body, signature)))


def signed(key: Any, algorithm: str, **changes: Any) -> str:
    """A token with the good claims, changed."""
    return jwt.encode(claims(**changes), key, algorithm=algorithm)


def by_hand(key: bytes, header: Mapping[str, Any] | None = None, **changes: Any) -> str:
    """HS256 with whatever key, which PyJWT would refuse to sign with."""
    unsigned = raw({"alg": "HS256", "typ": "JWT", **(header or {})}, claims(**changes)).rpartition(".")[0]
    return f"{unsigned}.{_base64(hmac.digest(key, unsigned.encode(), 'sha256'))}"


def _base64(part: Mapping[str, Any] | bytes) -> str:
    content = part if isinstance(part, bytes) else json.dumps(part, default=lambda at: at.timestamp()).encode()
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
