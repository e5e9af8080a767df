"""The two scripts that cron and an operator call: thin, and an exit code that says how it went."""

import os
import subprocess
from pathlib import Path

AWAY = {"DATABASE_URL": "postgresql://nobody:hidden-word@127.0.0.1:1/none", "REDIS_URL": "redis://127.0.0.1:1/0"}


class TestScripts:
    def test_a_backup_that_fails_ends_with_1_and_tidies_nothing(self, repository: Path, tmp_path: Path) -> None:
        done = run(repository / "scripts/backup_ai_data.sh", tmp_path, **AWAY)
        assert done.returncode == 1
        assert done.stderr.splitlines()[-1].startswith("Error: The database could not be read for the backup")
        assert "deleted" not in done.stdout
        assert "hidden-word" not in done.stderr + done.stdout

    def test_restoring_nothing_says_how_it_is_called(self, repository: Path, tmp_path: Path) -> None:
        done = run(repository / "scripts/restore_ai_data.sh", tmp_path)
        assert done.returncode == 2
        assert "scripts/restore_ai_data.sh NAME [--force]" in done.stderr


def run(script: Path, folder: Path, **environ: str) -> "subprocess.CompletedProcess[str]":
    given = os.environ | {"DATA_DIR": str(folder), "ENVIRONMENT": "test", **environ}
    return subprocess.run([script], cwd=folder, env=given, capture_output=True, text=True)
