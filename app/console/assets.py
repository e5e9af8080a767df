"""Scripts and styles of the pages, all from this folder: each address carries the hash of the file it names."""

import hashlib
from functools import cache
from pathlib import Path

import flask

FOLDER = Path(__file__).parent / "static"
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


def address(name: str) -> str:
    """Where the browser finds the file, with the first digits of its SHA-256."""
    return flask.url_for("console.asset", name=name, v=digest(name))


def is_given_out(name: str) -> bool:
    """Whether there is such a script, style or picture; what else lies here (licences) stays."""
    return Path(name).suffix in TYPES and name in _names()


@cache
def digest(name: str) -> str:
    """What tells this content of the file from any other."""
    return hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]


@cache
def _names() -> frozenset[str]:
    return frozenset(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file())
