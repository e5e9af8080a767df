"""PostgreSQL 18 on this machine: its files in DATA_DIR/postgres, listening on 127.0.0.1 alone, passwords by SCRAM.

PostgreSQL refuses to run as root. Root therefore runs it as the owner of its files, `nobody` at first. That account
need not be able to enter the folders above: the programs get their folder opened, as /proc/self/cwd or a descriptor, so
DATA_DIR may lie in a home of mode 0700.
"""

import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

from app.runtime.embedded import binaries, private_files, process
from app.runtime.embedded.ports import LOOPBACK
from app.runtime.embedded.process import Account, CannotStart, Launch

INITDB = (
    "--username=postgres", "--encoding=UTF8", "--no-locale", "--no-instructions",
    "--auth-local=scram-sha-256", "--auth-host=scram-sha-256",
)  # fmt: skip
SERVER = ("-k", "", "-h", LOOPBACK)
OPTIONS = ("timezone=UTC", "log_timezone=UTC", "log_checkpoints=off", "wal_level=logical", "max_connections=200")
"""`wal_level` is what a publication such as supabase_realtime asks for."""


@dataclass(frozen=True, slots=True)
class Postgres:
    """One cluster of databases. `options` are further `-c name=value` settings of the server."""

    folder: Path
    port: int
    options: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The address with its password; known once `prepare` has run."""
        password = private_files.secret(self.folder / "password")
        return f"postgresql://postgres:{password}@{LOOPBACK}:{self.port}/postgres"

    @property
    def is_new(self) -> bool:
        """Whether `prepare` has a cluster to make, which takes a few seconds."""
        return not self._data.exists()

    def prepare(self) -> None:
        """Makes the cluster when there is none. Raises `CannotStart`."""
        account = self._account()
        private_files.make_folder(self.folder)
        if account:
            os.chown(self.folder, account.uid, account.gid)
        if self.is_new:
            self._make_cluster(account)

    def launch(self, environ: Mapping[str, str]) -> Launch:
        """How to start the server, at first or again; what a killed one left is cleared. Raises `CannotStart`."""
        account = self._account()
        self._clear_stale_pid()
        program = binaries.postgres_bin(account) / "postgres"
        settings = [part for option in (*OPTIONS, *self.options) for part in ("-c", option)]
        place = "/proc/self/cwd" if account else str(self._data)
        command: list[str | Path] = [program, "-D", place, *SERVER, "-p", str(self.port), *settings]
        clean = {name: value for name, value in environ.items() if not name.startswith("PG")}
        return Launch(command, clean, self._data, signal.SIGINT, account)

    def answers(self) -> bool:
        """Whether a client is let in. False while the server starts or recovers, which it notes in its pid file."""
        if not self._notes_ready():
            return False
        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _notes_ready(self) -> bool:
        try:
            return (self._data / "postmaster.pid").read_text().splitlines()[-1].strip() == "ready"
        except (OSError, IndexError):
            return False

    def _account(self) -> Account | None:
        """Whom the server runs as: None for ourselves; for root the owner of the files."""
        owner = self._data.stat() if self._data.exists() else None
        if os.geteuid() != 0:
            if owner and owner.st_uid != os.geteuid():
                raise CannotStart(
                    f"{self.folder} belongs to another user; start as that user or root, or set another DATA_DIR"
                )
            return None
        if owner and owner.st_uid != 0:
            return Account(owner.st_uid, owner.st_gid)
        nobody = pwd.getpwnam("nobody")
        return Account(nobody.pw_uid, nobody.pw_gid)

    def _make_cluster(self, account: Account | None) -> None:
        """Built beside its final name and moved there when complete, so an interrupted start leaves no half of one."""
        shutil.rmtree(self.folder / "data.part", ignore_errors=True)
        private_files.secret(self.folder / "password", account)
        folder = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            self._initdb(f"/proc/self/fd/{folder}" if account else str(self.folder), account, folder)
        finally:
            os.close(folder)
        (self.folder / "data.part").rename(self._data)

    def _initdb(self, place: str, account: Account | None, folder: int) -> None:
        words = [*INITDB, f"--pwfile={place}/password", f"--pgdata={place}/data.part"]
        done = subprocess.run(
            [binaries.postgres_bin(account) / "initdb", *words],
            **process.rights_of(account),
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C"},
            pass_fds=(folder,),
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise CannotStart("PostgreSQL could not make its files: " + " ".join(done.stderr.split())[-400:])

    def _clear_stale_pid(self) -> None:
        """Removes the pid file when its number belongs to a living process that is no server of ours.

        PostgreSQL refuses to start then. A dead number is left alone: PostgreSQL reads in that file whether its own
        orphans still use the data. Only right while the lock of DATA_DIR is held.
        """
        path = self._data / "postmaster.pid"
        with suppress(FileNotFoundError):
            pid = path.read_text().splitlines()[0].strip()
            if _folder_of(pid) == self._data.resolve():
                raise CannotStart(f"another PostgreSQL, pid {pid}, already serves {self._data}")
            if Path(f"/proc/{pid}").exists():
                path.unlink()


def _folder_of(pid: str) -> Path | None:
    try:
        return Path(f"/proc/{pid}/cwd").readlink()
    except OSError:
        return None
