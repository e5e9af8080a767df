"""scripts/setup.py: an environment that is as the lock files say, or none that anybody would take for one."""

import base64
import hashlib
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

UV_SCRIPT = "uv-9.9.data/scripts/uv"
CALLS_UV = f'#!/bin/sh\nexec {Path(sys.executable).with_name("uv")} "$@"\n'
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


class TestThroughUv:
    """uv, of a wheel made here that calls the real one, brings packages from where pip was told they are."""

    def test_brings_what_is_locked(self, checkout: Path, shelf: Path) -> None:
        (checkout / "requirements-dev.txt").write_text(wheel(shelf, "uv", "9.9", {UV_SCRIPT: CALLS_UV}))
        (checkout / "requirements.txt").write_text(wheel(shelf, "brought", "1.0", {"brought.py": "WORD = 'here'\n"}))
        done = setup(checkout, PIP_FIND_LINKS=str(shelf))
        assert done.returncode == 0, done.stderr
        asked: list[str | Path] = [checkout / ".venv" / "bin" / "python", "-c", "import brought; print(brought.WORD)"]
        assert subprocess.check_output(asked, text=True) == "here\n"
        assert list((checkout / ".venv").rglob("brought.*.pyc")), "no later start compiles it"

    def test_refuses_what_has_another_hash(self, checkout: Path, shelf: Path) -> None:
        (checkout / "requirements-dev.txt").write_text(wheel(shelf, "uv", "9.9", {UV_SCRIPT: CALLS_UV}))
        line = wheel(shelf, "changed", "1.0", {"changed.py": ""})
        (checkout / "requirements.txt").write_text(line[:-5] + ("0000\n" if line[-5:-1] != "0000" else "1111\n"))
        failed = setup(checkout, PIP_FIND_LINKS=str(shelf))
        assert (failed.returncode, "Hash mismatch" in failed.stderr) == (1, True), failed.stderr
        assert not (checkout / ".venv" / "locks.json").exists()


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


def setup(checkout: Path, *options: str, **told: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "scripts/setup.py", *options]
    environ = plain_environ() | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "UV_NO_CACHE": "1", **told}
    return subprocess.run(command, cwd=checkout, capture_output=True, text=True, env=environ)


def wheel(shelf: Path, name: str, version: str, files: dict[str, str]) -> str:
    """A wheel with these files on the shelf; returns the line of a lock file that names it."""
    place, info = shelf / f"{name}-{version}-py3-none-any.whl", f"{name}-{version}.dist-info"
    about = {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: here\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    contents = {**files, **about}
    record = "".join(f"{path},{digest(text)},{len(text)}\n" for path, text in contents.items())
    with zipfile.ZipFile(place, "w") as archive:
        for path, text in {**contents, f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}.items():
            file = zipfile.ZipInfo(path)
            file.external_attr = (stat.S_IFREG | 0o755) << 16  # a script is to be run
            archive.writestr(file, text)
    return f"{name}=={version} --hash=sha256:{hashlib.sha256(place.read_bytes()).hexdigest()}\n"


def digest(text: str) -> str:
    """As the list of a wheel has it."""
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


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


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder of wheels."""
    made = tmp_path / "shelf"
    made.mkdir()
    return made
