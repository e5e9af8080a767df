"""Which pg_dump is taken, and what it is told."""

import subprocess
from pathlib import Path

import pytest

from app.runtime.backups import programs
from app.runtime.backups.problems import BackupFailed

URL = "postgresql://book%20keeper:p%40ss%3Aword@db.example.com:6543/books?sslmode=require&connect_timeout=7"


class TestFound:
    @pytest.mark.parametrize("server", [16, 17, 18])
    def test_is_never_older_than_the_server_and_not_newer_than_needed(self, server: int) -> None:
        taken = version(programs.found("pg_dump", server, None))
        assert taken >= server
        assert taken == (18 if server > 16 else 16)

    def test_too_old_ones_are_told_with_what_to_install(self) -> None:
        with pytest.raises(BackupFailed, match=r"PostgreSQL 99, and pg_dump here is too old .*postgresql-client-99"):
            programs.found("pg_dump", 99, None)

    def test_folder_that_was_named_is_the_only_one(self, tmp_path: Path) -> None:
        with pytest.raises(BackupFailed, match="found: none"):
            programs.found("pg_dump", 15, tmp_path)
        ours = programs.found("psql", 18, None).parent
        assert programs.found("pg_dump", 15, ours) == ours / "pg_dump"


class TestEnviron:
    def test_says_all_that_the_address_says(self) -> None:
        given = programs.environ(URL)
        wanted = {
            "PGHOST": "db.example.com",
            "PGPORT": "6543",
            "PGUSER": "book keeper",
            "PGPASSWORD": "p@ss:word",
            "PGDATABASE": "books",
            "PGSSLMODE": "require",
            "PGCONNECT_TIMEOUT": "7",
        }
        assert wanted.items() <= given.items()

    def test_nothing_else_of_our_environment_reaches_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("BACKUP_KEY", "hidden")
        monkeypatch.setenv("PGHOST", "elsewhere")
        given = programs.environ(URL)
        assert "hidden" not in given.values()
        assert given["PGHOST"] == "db.example.com"


class TestSaid:
    @pytest.mark.parametrize(
        ("output", "reason"),
        [
            (b'psql:<stdin>:7: ERROR:  relation "jobs" already exists\n', 'relation "jobs" already exists'),
            (b"notice\npg_dump: error: connection failed: no route\nmore", "connection failed: no route"),
            (b"", "it gave no reason"),
        ],
    )
    def test_is_one_line(self, output: bytes, reason: str) -> None:
        assert programs.said(output) == reason


def version(program: Path) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    return int(said.split()[2].split(".")[0])
