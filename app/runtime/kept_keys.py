"""Keys that a laptop makes for itself: once, in a file of DATA_DIR that only its owner reads."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

KEY_BYTES = 32


def kept(path: Path) -> str:
    """The key in `path` as hex, made there the first time (mode 0600); whoever is first decides for all processes."""
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
