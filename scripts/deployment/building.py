"""A release as a folder: the files that serve, its version, and the environment that its lock files ask for.

It is made under another name and gets its own in one step, so a folder under `releases/` is always whole. Releases with
the same lock files share one environment.
"""

import hashlib
import shutil
import sys
from pathlib import Path

from scripts.deployment import commands, ledger
from scripts.deployment.place import Place
from scripts.deployment.records import Failed

SERVING = (
    *("app", "ml_models", "schema", "scripts", "systemd", "tasks"),
    *("gunicorn.conf.py", "wsgi.py", "requirements.txt", "requirements-worker.txt", "requirements-ocr.txt"),
)
"""What a host needs of a checkout; `.dockerignore` says the same of the images."""
LOCKS = ("requirements.txt", "requirements-worker.txt", "requirements-ocr.txt")
LEFT_OUT = shutil.ignore_patterns("artifacts", ".env*", "*.md")
KEPT = 5
"""Releases that stay on the disk, the one that runs and the one before it always among them."""
FREE_BYTES = 2 * 1024**3
"""What a release with a new environment takes (1.25 GB, docs/deployment.md), and room to work."""


def build(place: Place, source: Path, version: str) -> None:
    """The folder of the release. One that is there and was never linked is made anew. Raises `Failed`."""
    draft = place.releases / f".{version}.new"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for name in SERVING:
        _copy(source / name, draft / name)
    (draft / "release.env").write_text(f"APP_VERSION={version}\n")
    (draft / ".venv").symlink_to(environment(place, source))
    _compile(draft)
    final = place.releases / version
    shutil.rmtree(final, ignore_errors=True)
    draft.rename(final)


def environment(place: Place, source: Path) -> Path:
    """The `.venv` that the lock files of the checkout ask for, made where there is none. Raises `Failed`."""
    found = place.home / "environments" / fingerprint(source)
    if not (found / ".venv").exists():
        (found / "scripts").mkdir(parents=True, exist_ok=True)
        for name in (*LOCKS, "scripts/setup.py"):
            shutil.copy2(source / name, found / name)
        commands.output(sys.executable, found / "scripts/setup.py", "--worker", "--ocr", folder=found)
    return found / ".venv"


def fingerprint(source: Path) -> str:
    """Names the environment by what stands in the lock files."""
    digest = hashlib.sha256()
    for name in LOCKS:
        digest.update((source / name).read_bytes())
    return digest.hexdigest()[:16]


def prune(place: Place) -> None:
    """Takes away releases that have had their time, and environments that none of the others uses."""
    standing = [entry.version for entry in ledger.entries(place.releases) if entry.result == "ok"]
    kept = {place.linked(), *list(dict.fromkeys(reversed(standing)))[:KEPT]}
    folders = [path for path in place.releases.iterdir() if path.is_dir() and not path.is_symlink()]
    for path in folders:
        if path.name not in kept:
            shutil.rmtree(path)
    used = {(path / ".venv").readlink().parent for path in folders if path.exists() and (path / ".venv").is_symlink()}
    for path in (place.home / "environments").glob("*"):
        if path not in used:
            shutil.rmtree(path)


def require_room(place: Place) -> None:
    """Raises `Failed` when the disk is nearly full."""
    place.releases.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(place.releases).free
    if free < FREE_BYTES:
        raise Failed(f"{place.releases} has {free // 1024**2} MB left; a release needs {FREE_BYTES // 1024**2} MB.")


def _copy(source: Path, target: Path) -> None:
    if not source.exists():
        raise Failed(f"{source} is missing: this is no whole checkout.")
    if source.is_dir():
        shutil.copytree(source, target, ignore=LEFT_OUT)
    else:
        shutil.copy2(source, target)


def _compile(folder: Path) -> None:
    """Units may not write into their release, so the bytecode is made here."""
    commands.output(folder / ".venv/bin/python", "-m", "compileall", "-q", "app", "ml_models", "tasks", folder=folder)
