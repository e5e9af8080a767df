"""An issuer of our own for development and tests: an ES256 key made on first use, kept in DATA_DIR (mode 0600)."""

import fcntl
import os
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from app.runtime.settings import Settings


class LocalIssuer:
    """Signs and verifies with the same key. Refused in production by the settings."""

    algorithms = ("ES256",)

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def key_for(self, token: str) -> Any:
        """The public half of the key."""
        return self._public_key

    def issue(self, user_id: UUID, *, email: str = "", is_admin: bool = False, now: datetime) -> str:
        """A token of `JWT_EXPIRATION_HOURS` for this user, shaped as Supabase's are."""
        claims = {
            "iss": self._settings.issuer,
            "aud": self._settings.jwt_audience,
            "sub": str(user_id),
            "role": "authenticated",
            "email": email,
            "app_metadata": {"role": "admin"} if is_admin else {},
            "iat": now,
            "exp": now + timedelta(hours=self._settings.jwt_expiration_hours),
        }
        return jwt.encode(claims, self._private_key, algorithm="ES256")

    @cached_property
    def _private_key(self) -> ec.EllipticCurvePrivateKey:
        return _kept_key(self._settings.data_dir / "auth" / "local_issuer.pem")

    @cached_property
    def _public_key(self) -> ec.EllipticCurvePublicKey:
        return self._private_key.public_key()


def _kept_key(path: Path) -> ec.EllipticCurvePrivateKey:
    """The key in `path`, made there by whichever process comes first."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        content = file.read()
        if not content:
            content = _new_key()
            file.write(content)
    key = serialization.load_pem_private_key(content, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{path} holds no elliptic-curve key")
    return key


def _new_key() -> bytes:
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
