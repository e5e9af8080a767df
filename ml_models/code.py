"""Which code made a model: a fingerprint of this package's sources, since a server need not have a git history."""

import hashlib
from functools import cache
from pathlib import Path

LENGTH = 12


@cache
def version() -> str:
    """Twelve hexadecimal digits that change with any source file of `ml_models`."""
    folder = Path(__file__).resolve().parent
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:LENGTH]
