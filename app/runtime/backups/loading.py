"""Feeds a dump to psql as one transaction that ends with `commit` only when everything before it went well.

The word is sent last and by us: where this process dies half-way, psql meets the end without it, and PostgreSQL undoes
all of it. (`psql --single-transaction` would commit what it had got.)
"""

import subprocess
from pathlib import Path

from app.runtime.backups import programs
from app.runtime.backups.problems import RestoreFailed

PSQL = ("--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1", "--set=VERBOSITY=terse", "--file=-")
"""Terse: a complaint names the table, not the row."""
TIMEOUT_OF_17 = b"SET transaction_timeout = 0;\n"
"""Stands at the head of what pg_dump writes since 17; servers before 17 do not know it."""


class Load:
    """One transaction. Use as a block: left before `commit`, nothing has changed."""

    def __init__(self, database_url: str, server_version: int, programs_in: Path | None) -> None:
        program = programs.found("psql", server_version, programs_in)
        self._knows_timeout = server_version >= 17
        self._process = subprocess.Popen(
            [program, *PSQL],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=programs.environ(database_url),
            cwd="/",
        )

    def __enter__(self) -> "Load":
        self.feed(b"begin;\n")
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stderr):
            if pipe:
                try:
                    pipe.close()
                except BrokenPipeError:  # what was still to be flushed is not wanted any more
                    continue
        self._process.wait()

    def feed(self, sql: bytes) -> None:
        """The next of the script. Raises `RestoreFailed` once PostgreSQL has complained."""
        try:
            if self._process.stdin:
                self._process.stdin.write(sql if self._knows_timeout else sql.replace(TIMEOUT_OF_17, b"", 1))
                self._process.stdin.flush()
        except BrokenPipeError as error:
            raise self._complaint() from error

    def commit(self) -> None:
        """Makes it last. Raises `RestoreFailed`, and then nothing has changed."""
        self.feed(b"commit;\n")
        try:
            if self._process.stdin:
                self._process.stdin.close()
        except BrokenPipeError as error:
            raise self._complaint() from error
        if self._process.wait():
            raise self._complaint()

    def _complaint(self) -> RestoreFailed:
        self._process.wait()
        output = self._process.stderr.read() if self._process.stderr else b""
        return RestoreFailed(f"The database did not take the backup, and is as it was before: {programs.said(output)}.")
