"""scripts/setup.py: an environment that is as the lock files say, or none that anybody would take for one."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NOT_TO_BE_HAD = "nowhere-to-be-found==1.0 --hash=sha256:" + "0" * 64 + "\n"


class TestSetup:
    def test_second_call_does_nothing(self, checkout: Path) -> None:
        assert setup(checkout).returncode == 0
        again = setup(checkout)
        assert (again.returncode, again.stdout, again.stderr) == (0, "", "")

    def test_changed_lock_file_is_noticed(self, checkout: Path) -> None:
        setup(checkout)
        (checkout / "requirements.txt").write_text("# another\n")
        assert "Installing requirements.txt" in setup(checkout).stdout

    def test_what_earlier_calls_asked_for_stays(self, checkout: Path) -> None:
        setup(checkout, "--dev")
        (checkout / "requirements.txt").write_text("# another\n")
        setup(checkout)
        assert set(stamp(checkout)) == {"python", "requirements.txt", "requirements-dev.txt"}

    def test_failed_download_leaves_nothing_that_counts_as_finished(self, checkout: Path) -> None:
        (checkout / "requirements.txt").write_text(NOT_TO_BE_HAD)
        failed = setup(checkout)
        assert failed.returncode == 1
        assert "Set-up stopped" in failed.stderr
        assert not (checkout / ".venv" / "locks.json").exists()
        (checkout / "requirements.txt").write_text("")
        assert setup(checkout).returncode == 0

    def test_environment_whose_python_has_gone_is_made_anew(self, checkout: Path) -> None:
        setup(checkout)
        (checkout / ".venv" / "bin" / "python").unlink()
        assert "Making .venv" in setup(checkout).stdout


class TestMake:
    def test_alone_it_lists_every_command_with_what_it_does(self, repository: Path) -> None:
        listed = subprocess.check_output(["make"], cwd=repository, text=True, env=plain_environ())
        rules = re.findall(r"^([a-z]+):", (repository / "Makefile").read_text(), re.MULTILINE)
        assert re.findall(r"make (\w+) +\w", listed) == rules

    def test_missing_python_is_one_line(self, repository: Path) -> None:
        command = ["make", "setup", "PYTHON=/nowhere/python3.11"]
        done = subprocess.run(command, cwd=repository, capture_output=True, text=True, env=plain_environ())
        assert done.returncode != 0
        assert "Python 3.11 was not found" in done.stderr


def setup(checkout: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "scripts/setup.py", *options]
    environ = plain_environ() | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": ""}
    return subprocess.run(command, cwd=checkout, capture_output=True, text=True, env=environ)


def stamp(checkout: Path) -> dict[str, str]:
    content: dict[str, str] = json.loads((checkout / ".venv" / "locks.json").read_text())
    return content


def plain_environ() -> dict[str, str]:
    """Ours, without what a surrounding `make test` would hand to an inner make."""
    return {name: value for name, value in os.environ.items() if not name.startswith("MAKE") and name != "MFLAGS"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    made = tmp_path_factory.mktemp("checkout")
    shutil.copytree(repository / "scripts", made / "scripts")
    return made


@pytest.fixture
def checkout(folder: Path) -> Path:
    """A folder with the script and lock files that ask for nothing. Its .venv stays, since making one takes seconds."""
    for name in ("requirements.txt", "requirements-worker.txt", "requirements-ocr.txt", "requirements-dev.txt"):
        (folder / name).write_text("")
    return folder
