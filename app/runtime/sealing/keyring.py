"""ENCRYPTION_KEY and BLIND_INDEX_KEY: the first of each is used, the others still open what they once sealed.

ENCRYPTION_KEY is a list of Fernet keys (32 bytes in URL-safe base64: AES-128-CBC with HMAC-SHA256, the format of
https://github.com/fernet/spec). Each key has an id derived from it (HKDF-SHA256, RFC 5869), which tells nothing about
it and stands in front of whatever it sealed: so a key is looked up and never tried.
"""

import base64
from collections.abc import Iterable

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.runtime import kept_keys
from app.runtime.settings import Settings

KEY_FILE = "encryption.key"
"""In DATA_DIR of a laptop, where ENCRYPTION_KEY is not set."""
ID_BYTES, INDEX_BYTES, HEX_DIGITS = 4, 32, 64
KEY_ID, INDEX_ID, INDEX = b"fineasy sealing key id 1", b"fineasy blind index id 1", b"fineasy blind index 1"


class Ring:
    """The keys of a process: `sealing` seals and `first` is its id; `index` has those of blind indexes, by their id."""

    def __init__(self, keys: Iterable[str], index_secrets: Iterable[str] = ()) -> None:
        raw = {key_id(key): decoded(key) for key in keys}
        self._fernets = {id: Fernet(base64.urlsafe_b64encode(key)) for id, key in raw.items()}
        self.first, self.sealing = next(iter(self._fernets.items()))
        material = [*(secret.encode() for secret in index_secrets), *raw.values()]
        self.index = {derived(one, INDEX_ID, ID_BYTES).hex(): derived(one, INDEX, INDEX_BYTES) for one in material}
        self.first_index = next(iter(self.index))

    @property
    def ids(self) -> list[str]:
        """The ids of all keys, the sealing one first."""
        return list(self._fernets)

    def fernet(self, id: str) -> Fernet | None:
        """The key with this id, if it is here."""
        return self._fernets.get(id)


def of(settings: Settings) -> Ring:
    """The keys that the settings give; a laptop's is made once and kept.

    A key that was kept before ENCRYPTION_KEY was set still opens what it sealed.
    """
    path = settings.data_dir / KEY_FILE
    given = _listed(settings.encryption_key)
    if path.is_file() or not given:
        given.append(kept_keys.kept(path))
    return Ring(given, _listed(settings.blind_index_key))


def key_id(key: str) -> str:
    """8 hex digits that name a key and tell nothing about it."""
    return derived(decoded(key), KEY_ID, ID_BYTES).hex()


def decoded(key: str) -> bytes:
    """The 32 bytes of a Fernet key, or of 64 hex digits, as a laptop keeps its own."""
    return bytes.fromhex(key) if len(key) == HEX_DIGITS else base64.urlsafe_b64decode(key)


def derived(secret: bytes, purpose: bytes, length: int) -> bytes:
    """Bytes for one purpose, from which nobody finds the secret (HKDF-SHA256)."""
    return HKDF(algorithm=SHA256(), length=length, salt=b"", info=purpose).derive(secret)


def _listed(text: str) -> list[str]:
    return [one.strip() for one in text.split(",") if one.strip()]
