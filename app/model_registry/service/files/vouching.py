"""Whose signature counts: our own key, made and kept on a laptop; for uploads also those that the operator trusts."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from app.runtime.runtime import Runtime
from ml_models import signing
from ml_models.contracts import Manifest, RefusedModel

KEY_FILE = "model_signing.key"
KEY_BYTES = 32


def signer(rt: Runtime) -> signing.Signer:
    """The key of this service: MODEL_SIGNING_KEY, or the one in DATA_DIR, made there the first time (mode 0600)."""
    return signing.Signer(rt.settings.model_signing_key or _kept_key(rt.settings.data_dir / KEY_FILE))


def check(rt: Runtime, manifest: Manifest, signature: str) -> None:
    """Returns when our own key or one that we trust signed the manifest. Raises `RefusedModel`."""
    try:
        signer(rt).check(manifest, signature)
    except RefusedModel as refused:
        if refused.code != "unknown_key" or not rt.settings.model_trusted_keys:
            raise
        signing.check_any(rt.settings.model_trusted_keys, manifest, signature)


def _kept_key(path: Path) -> str:
    with suppress(FileNotFoundError):
        return path.read_text(encoding="ascii").strip()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")
    try:
        with suppress(FileExistsError):  # another process was first, and its key is everybody's
            path.hardlink_to(draft)
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii").strip()
