"""Who vouches for a model: a signature over its manifest's canonical JSON, which holds the SHA-256 of the bytes.

Two kinds of key. A secret of our own (HMAC-SHA256) is enough where the service that signs also checks. An Ed25519 pair
lets models be made and signed elsewhere: the service knows only the public half. A signature reads
`ALGORITHM:KEY ID:BASE64`, so it is clear which key is missing when one is.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from ml_models import manifests
from ml_models.contracts import Manifest, RefusedModel

HMAC, ED25519 = "hmac-sha256", "ed25519"
PURPOSE = b"fineasy model manifest 1\n"
"""Signed in front of every manifest, so a signature made for something else never fits."""
LEAST_SECRET = 32


class BadKey(ValueError):
    """A key text that is none. The sentence never repeats the key."""


class Signer:
    """Signs, and checks what it signed, with one key.

    key : a PEM private key (Ed25519), `ed25519:` and the base64 of its 32 bytes, or any other text of at least 32
        characters: a secret for HMAC-SHA256. Raises `BadKey`.
    """

    def __init__(self, key: str) -> None:
        self._private = _private_key(key.strip())
        self._secret = b"" if self._private else _secret(key.strip())
        self.algorithm = ED25519 if self._private else HMAC
        self.key_id = _public_id(self._private.public_key()) if self._private else _secret_id(self._secret)

    @property
    def public_key(self) -> str:
        """The half to hand to who checks, as `ed25519:BASE64`; empty for a secret, which has none."""
        return f"{ED25519}:{_base64(_raw(self._private.public_key()))}" if self._private else ""

    def sign(self, manifest: Manifest) -> str:
        """The signature of `manifest`, its `version` included."""
        return f"{self.algorithm}:{self.key_id}:{_base64(self._signed(_message(manifest)))}"

    def check(self, manifest: Manifest, signature: str) -> None:
        """Return when this key signed this very manifest. Raises `RefusedModel`."""
        algorithm, key_id, given = _parts(signature)
        if (algorithm, key_id) != (self.algorithm, self.key_id):
            raise _unknown_key(key_id)
        if self._private:
            _check_public(self._private.public_key(), manifest, given)
        elif not hmac.compare_digest(self._signed(_message(manifest)), given):
            raise _differs()

    def _signed(self, message: bytes) -> bytes:
        return self._private.sign(message) if self._private else hmac.digest(self._secret, message, "sha256")


def check_any(public_keys: Iterable[str], manifest: Manifest, signature: str) -> None:
    """Return when one of `public_keys` (PEM, or base64 with or without `ed25519:`) signed it.

    Raises `RefusedModel` when none did, `BadKey` when a key is none.
    """
    algorithm, key_id, given = _parts(signature)
    known = {_public_id(key): key for key in map(_public_key, public_keys)}
    if algorithm != ED25519 or key_id not in known:
        raise _unknown_key(key_id)
    _check_public(known[key_id], manifest, given)


def _check_public(key: Ed25519PublicKey, manifest: Manifest, given: bytes) -> None:
    try:
        key.verify(given, _message(manifest))
    except InvalidSignature:
        raise _differs() from None


def _message(manifest: Manifest) -> bytes:
    return PURPOSE + manifests.canonical(manifest)


def _parts(signature: str) -> tuple[str, str, bytes]:
    if not signature:
        raise RefusedModel(
            "not_signed", "Nobody vouches for this model: it carries no signature. Have its maker sign it."
        )
    try:
        algorithm, key_id, given = signature.split(":")
        return algorithm, key_id, base64.b64decode(given, validate=True)
    except (ValueError, binascii.Error):
        raise RefusedModel("bad_signature", "The signature does not read as ALGORITHM:KEY ID:BASE64.") from None


def _private_key(key: str) -> Ed25519PrivateKey | None:
    if key.startswith("-----BEGIN"):
        try:
            private = load_pem_private_key(key.encode(), password=None)
        except (ValueError, TypeError) as wrong:
            raise BadKey("The signing key begins as PEM but is no private key without a password.") from wrong
        if not isinstance(private, Ed25519PrivateKey):
            raise BadKey("The signing key must be an Ed25519 key: openssl genpkey -algorithm ed25519")
        return private
    return Ed25519PrivateKey.from_private_bytes(_32_bytes(key)) if key.startswith(f"{ED25519}:") else None


def _public_key(key: str) -> Ed25519PublicKey:
    if not key.strip().startswith("-----BEGIN"):
        return Ed25519PublicKey.from_public_bytes(_32_bytes(key.strip()))
    try:
        public = load_pem_public_key(key.strip().encode())
    except ValueError as wrong:
        raise BadKey("A trusted key begins as PEM but is no public key.") from wrong
    if not isinstance(public, Ed25519PublicKey):
        raise BadKey("Trusted keys must be Ed25519 public keys.")
    return public


def _32_bytes(key: str) -> bytes:
    try:
        raw = base64.b64decode(key.removeprefix(f"{ED25519}:"), validate=True)
    except binascii.Error:
        raw = b""
    if len(raw) != 32:
        raise BadKey("An Ed25519 key is the base64 of 32 bytes, or PEM.")
    return raw


def _secret(key: str) -> bytes:
    if len(key) < LEAST_SECRET:
        raise BadKey(f"The signing secret needs at least {LEAST_SECRET} characters: openssl rand -hex 32")
    return key.encode()


def _raw(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _public_id(key: Ed25519PublicKey) -> str:
    return hashlib.sha256(_raw(key)).hexdigest()[:16]


def _secret_id(secret: bytes) -> str:
    return hmac.digest(secret, b"key id", "sha256").hex()[:16]


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _unknown_key(key_id: str) -> RefusedModel:
    return RefusedModel(
        "unknown_key",
        f"The model is signed with a key that this service does not know ({key_id[:64]!r}). "
        "Add its public key to MODEL_TRUSTED_KEYS if you trust who made it.",
    )


def _differs() -> RefusedModel:
    return RefusedModel("bad_signature", "The signature does not fit: the manifest was changed after it was signed.")
