"""PostgreSQL servers of every version that the schema must run on, from the wheel and from the system's packages."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

from app.runtime.embedded import binaries, ports, process
from app.runtime.embedded.process import Account

VERSIONS = (15, 16, 18)
PASSWORD = "only-for-tests"
QUIET = ("-c", "fsync=off", "-c", "logging_collector=on", "-c", "timezone=UTC", "-c", "max_connections=40")


class Server:
    """One fresh server on a free port, as the superuser `postgres`; `stop` ends it and removes its files."""

    def __init__(self, programs: Path, account: Account | None) -> None:
        self.port = ports.free()
        self.folder = Path(tempfile.mkdtemp(prefix="schema-"))
        self._account = account
        (self.folder / "password").write_text(PASSWORD)
        for path in (self.folder, self.folder / "password"):
            if account:
                os.chown(path, account.uid, account.gid)
        self._run(
            programs / "initdb", "--username=postgres", "--encoding=UTF8", "--no-locale", "--no-sync",
            "--auth=scram-sha-256", f"--pwfile={self.folder}/password", f"--pgdata={self.folder}/data",
        )  # fmt: skip
        command: list[str | Path] = [
            programs / "postgres",
            "-D",
            self.folder / "data",
            "-k",
            "",
            "-h",
            ports.LOOPBACK,
            "-p",
            str(self.port),
        ]
        self._child = process.start(process.Launch([*command, *QUIET], {"LC_ALL": "C"}, Path("/"), account=account))
        self._await_answer()

    def url(self, database: str = "postgres", user: str = "postgres") -> str:
        """The address of a database; every user of these servers has the same password."""
        return f"postgresql://{user}:{PASSWORD}@{ports.LOOPBACK}:{self.port}/{database}"

    def stop(self) -> None:
        """Ends the server, whoever is still connected: a killed one would leave its shared memory behind."""
        self._child.send_signal(signal.SIGINT)
        self._child.wait(timeout=20)
        if self._child.stdout:
            self._child.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, *command: Path | str) -> None:
        rights = process.rights_of(self._account)
        subprocess.run(command, check=True, capture_output=True, cwd="/", env={"LC_ALL": "C"}, **rights)

    def _await_answer(self) -> None:
        for _ in range(300):
            try:
                psycopg.connect(self.url(), connect_timeout=2).close()
                return
            except psycopg.OperationalError:
                time.sleep(0.05)
        raise TimeoutError(f"no PostgreSQL on port {self.port}")


def start(version: int) -> Server | None:
    """A server of that major version; None where this machine has no programs of it."""
    account = _account()
    programs = _programs(version, account)
    return Server(programs, account) if binaries.runs(programs / "postgres", account) else None


def _programs(version: int, account: Account | None) -> Path:
    if version == 18:
        return binaries.postgres_bin(account)
    if version == 16:
        return binaries.postgres_bin(account).parents[1] / "pginstall" / "bin"
    return Path(f"/usr/lib/postgresql/{version}/bin")


def _account() -> Account | None:
    """PostgreSQL refuses to run as root."""
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid) if os.geteuid() == 0 else None
