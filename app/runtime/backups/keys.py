"""BACKUP_KEY: one secret or several, of which the first encrypts and each still reads what it once encrypted.

A backup names its key by an id that tells nothing about it, and is encrypted under a key of its own, derived from the
secret and 32 random bytes (HKDF-SHA256, RFC 5869): so no two backups share a key, and a counter serves as nonce.
"""

from collections.abc import Mapping

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.runtime import kept_keys
from app.runtime.backups.problems import NoKey
from app.runtime.settings import Settings

KEY_FILE = "backup.key"
"""In DATA_DIR of a laptop, where BACKUP_KEY is not set."""
SALT_BYTES, KEY_BYTES, ID_BYTES = 32, 32, 8
FILE_KEY, KEY_ID = b"fineasy backup file 1", b"fineasy backup key id 1"
KEPT = {
    "MODEL_SIGNING_KEY": "model_signing.key",
    "AUDIT_ANCHOR_KEY": "audit_anchor.key",
    "ENCRYPTION_KEY": "encryption.key",
    "BLIND_INDEX_KEY": "",
}
"""Settings without which what comes back is not vouched for or cannot be opened, and the files where a laptop keeps
its own."""


class KeyRing:
    """The secrets of BACKUP_KEY."""

    def __init__(self, *secrets: str) -> None:
        self._secrets = {key_id(secret): secret for secret in secrets}
        self.first = next(iter(self._secrets))

    def file_key(self, of: str, salt: bytes) -> bytes:
        """The key of one backup. Raises `NoKey` when the secret with the id `of` is not here."""
        if of not in self._secrets:
            raise NoKey(
                f"This backup was encrypted with the key {of}, which BACKUP_KEY does not hold"
                f" (it holds {', '.join(self._secrets)}). Nothing was changed."
            )
        return _derived(self._secrets[of], salt, FILE_KEY, KEY_BYTES)


def writing(settings: Settings) -> KeyRing:
    """The keys to encrypt with; a laptop's is made once and kept. Raises `NoKey` in production without one."""
    if not settings.backup_key and settings.is_production:
        raise NoKey
    return KeyRing(*(_given(settings) or [kept_keys.kept(settings.data_dir / KEY_FILE)]))


def reading(settings: Settings) -> KeyRing:
    """The keys to read with. Raises `NoKey` where there is none: one made now would open nothing."""
    path = settings.data_dir / KEY_FILE
    secrets = _given(settings) or ([kept_keys.kept(path)] if path.is_file() else [])
    if not secrets:
        raise NoKey("BACKUP_KEY is not set: name the file of the key that the backup was made with in BACKUP_KEY_FILE.")
    return KeyRing(*secrets)


def is_kept_here(settings: Settings) -> bool:
    """Whether the key lies in DATA_DIR alone, and would be lost with what it is meant to bring back."""
    return not settings.backup_key


def key_id(secret: str) -> str:
    """16 hex digits that name a secret and tell nothing about it."""
    return _derived(secret, b"", KEY_ID, ID_BYTES).hex()


def ids_of_others(settings: Settings) -> Mapping[str, str]:
    """Ids of the keys that a restored copy needs besides, by the names of their settings; never the keys."""
    found = {}
    for name, file in KEPT.items():
        path = settings.data_dir / file
        given = getattr(settings, name.lower()) or (path.read_text(encoding="ascii").strip() if path.is_file() else "")
        if given:
            found[name] = ",".join(map(key_id, given.split(",")))
    return found


def is_other(then: str, here: str | None) -> bool:
    """Whether of the keys that a setting had then, by their ids, one is not here now."""
    return not set(then.split(",")) <= set((here or "").split(","))


def _given(settings: Settings) -> list[str]:
    return [secret.strip() for secret in settings.backup_key.split(",") if secret.strip()]


def _derived(secret: str, salt: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=purpose).derive(secret.encode())
