"""How the text of an environment variable becomes a key. Each raises `ValueError` with the rest of a sentence."""

import base64
import binascii
import re

ED25519, ED25519_BYTES = "ed25519:", 32
SHORTEST_SIGNING_KEY = 32
FERNET_BYTES, URL_SAFE, HEX = 32, str.maketrans("-_", "+/"), re.compile("[0-9a-fA-F]{64}")


def signing_key(text: str) -> str:
    """What models are signed with: an Ed25519 private key, or a secret."""
    key = text.strip()
    if key.startswith(ED25519) and len(_decoded(key)) != ED25519_BYTES:
        raise ValueError(f"must have the base64 of {ED25519_BYTES} bytes behind {ED25519}")
    if len(key) < SHORTEST_SIGNING_KEY:
        raise ValueError(f"must have at least {SHORTEST_SIGNING_KEY} characters; make one with: openssl rand -hex 32")
    return key


def secrets(text: str) -> str:
    """One secret, or several with commas between them, each long enough that nobody guesses it."""
    keys = [key.strip() for key in text.split(",") if key.strip()]
    if not keys or any(len(key) < SHORTEST_SIGNING_KEY for key in keys):
        raise ValueError(f"must have at least {SHORTEST_SIGNING_KEY} characters; make one with: openssl rand -hex 32")
    return ",".join(keys)


def fernet_keys(text: str) -> str:
    """One Fernet key, or several with commas between them; 64 hex digits are one, too."""
    keys = [key.strip() for key in text.split(",") if key.strip()]
    if not keys or any(
        not HEX.fullmatch(key) and len(_decoded(key.translate(URL_SAFE))) != FERNET_BYTES for key in keys
    ):
        raise ValueError(f"must have the URL-safe base64 of {FERNET_BYTES} bytes; make one with: flask keys generate")
    return ",".join(keys)


def public_keys(text: str) -> tuple[str, ...]:
    """Ed25519 public keys from a comma-separated list: PEM, or base64 with or without `ed25519:` before it."""
    keys = tuple(key.strip() for key in text.split(",") if key.strip())
    for key in keys:
        if not key.startswith("-----BEGIN PUBLIC KEY") and len(_decoded(key)) != ED25519_BYTES:
            raise ValueError(f"has {key[:12]!r}..., which is no Ed25519 public key (PEM, or base64 of 32 bytes)")
    return keys


def _decoded(key: str) -> bytes:
    try:
        return base64.b64decode(key.removeprefix(ED25519), validate=True)
    except (binascii.Error, ValueError):
        return b""
