"""What vouches for the trail outside of the database: a signature over anchors, and keyed hashes of what people wrote.

AUDIT_ANCHOR_KEY is a secret (HMAC-SHA256) or an Ed25519 private key, whose public half anybody may check with. Where
it is not set, one is derived from MODEL_SIGNING_KEY (as in RFC 5869: another purpose, another key); a laptop keeps its
own.
"""

import base64
import hashlib
import hmac

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.runtime import kept_keys
from app.runtime.settings import Settings

KEY_FILE = "audit_anchor.key"
PURPOSE = b"fineasy audit anchor 1\n"
"""Signed in front of every text, so that a signature made for something else never fits."""
WRITTEN = b"fineasy audit text 1\n"
ED25519, HMAC = "ed25519", "hmac-sha256"


def key_of(settings: Settings) -> str:
    """The key as text; made and kept in DATA_DIR where the settings give none."""
    if settings.audit_anchor_key:
        return settings.audit_anchor_key
    if settings.model_signing_key:
        return hmac.digest(settings.model_signing_key.encode(), b"fineasy audit key 1", "sha256").hex()
    return kept_keys.kept(settings.data_dir / KEY_FILE)


class AnchorKey:
    """Signs heads of chains, and checks what it signed."""

    def __init__(self, key: str) -> None:
        self._private = _private(key)
        self._secret = b"" if self._private else key.encode()

    @property
    def public_key(self) -> str:
        """The half to hand to who checks, as `ed25519:BASE64`; empty for a secret, which has none."""
        if self._private is None:
            return ""
        raw = self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return f"{ED25519}:{base64.b64encode(raw).decode()}"

    def sign(self, message: bytes) -> str:
        """`ALGORITHM:BASE64`."""
        algorithm = ED25519 if self._private else HMAC
        return f"{algorithm}:{base64.b64encode(self._signed(PURPOSE + message)).decode()}"

    def is_signed(self, message: bytes, signature: str) -> bool:
        """Whether this key signed this very message."""
        try:
            given = base64.b64decode(signature.partition(":")[2], validate=True)
        except ValueError:
            return False
        if self._private is None:
            return hmac.compare_digest(self._signed(PURPOSE + message), given)
        try:
            self._private.public_key().verify(given, PURPOSE + message)
        except InvalidSignature:
            return False
        return True

    def _signed(self, message: bytes) -> bytes:
        return self._private.sign(message) if self._private else hmac.digest(self._secret, message, "sha256")


def fingerprint(key: str, text: str) -> str:
    """A keyed hash by which the same text is known again, as 32 hex digits; SHA-256 of few words could be guessed."""
    return hmac.digest(hashlib.sha256(key.encode()).digest(), WRITTEN + text.encode(), "sha256").hex()[:32]


def sha256(text: str) -> str:
    """SHA-256 of text, as hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def _private(key: str) -> Ed25519PrivateKey | None:
    if not key.startswith(f"{ED25519}:"):
        return None
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(key.removeprefix(f"{ED25519}:")))
