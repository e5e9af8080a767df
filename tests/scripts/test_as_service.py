"""as_service.sh: the settings as systemd reads them, the service's user, and plain words where something is missing."""

import os
import subprocess
from pathlib import Path

import pytest

NOBODY = 65534
SETTINGS = """# for a server
ENVIRONMENT=test
DATABASE_URL=postgresql://ai:p$HOME@127.0.0.1:1/none?sslmode=require&connect_timeout=1
LOG_DIR="/var/log/a folder"
JWT_ISSUER='$(touch {mark})'
  REDIS_URL=redis://127.0.0.1:1/0  \r
DATA_DIR={data}
BACKUP_AT="""


class TestSettings:
    def test_are_values_and_never_commands(self, repository: Path, tmp_path: Path) -> None:
        said = run(repository, tmp_path, "env").stdout.splitlines()
        assert "DATABASE_URL=postgresql://ai:p$HOME@127.0.0.1:1/none?sslmode=require&connect_timeout=1" in said
        assert "LOG_DIR=/var/log/a folder" in said
        assert f"JWT_ISSUER=$(touch {tmp_path / 'mark'})" in said
        assert {"REDIS_URL=redis://127.0.0.1:1/0", "BACKUP_AT="} <= set(said)
        assert not (tmp_path / "mark").exists()

    def test_are_read_so_by_the_validation_as_well(self, repository: Path, tmp_path: Path) -> None:
        run(repository, tmp_path, "true")
        environ = {"PATH": os.environ["PATH"], "ENV_FILE": str(tmp_path / "settings")}
        command = [repository / "scripts/validate_config.sh"]
        done = subprocess.run(command, env=environ, capture_output=True, text=True)
        assert done.returncode == 3, done.stdout + done.stderr
        assert not (tmp_path / "mark").exists()


class TestPerson:
    @pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes somebody else")
    def test_root_becomes_the_owner_of_the_data(self, repository: Path, tmp_path: Path) -> None:
        os.chown(tmp_path, NOBODY, NOBODY)
        assert run(repository, tmp_path, "id", "-u").stdout.strip() == str(NOBODY)

    def test_settings_that_are_missing_are_named(self, repository: Path, tmp_path: Path) -> None:
        environ = {"PATH": os.environ["PATH"], "ENV_FILE": str(tmp_path / "none")}
        done = subprocess.run(
            [repository / "scripts/as_service.sh", "env"], env=environ, capture_output=True, text=True
        )
        assert (done.returncode, "cannot be read: as root, or ENV_FILE=" in done.stderr) == (1, True)


def run(repository: Path, folder: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    (folder / "settings").write_text(SETTINGS.format(mark=folder / "mark", data=folder))
    (folder / "settings").chmod(0o644)
    environ = {"PATH": os.environ["PATH"], "ENV_FILE": str(folder / "settings")}
    return subprocess.run([repository / "scripts/as_service.sh", *command], env=environ, capture_output=True, text=True)
