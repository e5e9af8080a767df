"""`flask config check`: a list and exit 0, or one line a problem and exit 1."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ENTRY = ("-m", "flask", "--app", "wsgi")


class TestConfigCheck:
    def test_lists_every_setting_without_secrets(self, tmp_path: Path, repository: Path) -> None:
        done = flask(repository, "config", "check", DATA_DIR=str(tmp_path), JWT_SECRET_KEY="hidden-word" * 4)
        assert (done.returncode, done.stderr) == (0, "")
        assert "JWT_SECRET_KEY=(secret, 44 characters)" in done.stdout
        assert "hidden-word" not in done.stdout
        assert done.stdout.endswith("No problem found.\n")

    @pytest.mark.parametrize("command", [("config", "check"), ("db", "status"), ("token", "issue")])
    def test_problems_are_lines_and_no_traceback(
        self, tmp_path: Path, repository: Path, command: tuple[str, ...]
    ) -> None:
        done = flask(repository, *command, DATA_DIR=str(tmp_path), PORT="soon", LOG_LEVEL="loud")
        assert done.returncode == 1
        assert done.stderr.splitlines() == [
            "problem: PORT must be a whole number from 1 to 65535",
            "problem: LOG_LEVEL must be one of debug, info, warning, error, critical",
        ]


def flask(folder: Path, *words: str, **environ: str) -> "subprocess.CompletedProcess[str]":
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, *ENTRY, *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env=clean | environ)
