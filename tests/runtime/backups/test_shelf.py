"""BACKUP_DIR: whole backups or none, one writer, and what full disks and killed processes leave."""

import errno
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.runtime.backups.problems import BackupFailed, BackupRunning, NotABackup
from app.runtime.backups.shelf import Shelf, moment_of, name_at

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
NAME = "ai_assistant_20260401_120000.backup"
HOLD = "import sys; from pathlib import Path; from app.runtime.backups.shelf import Shelf\n"
KILLED = (
    HOLD + "shelf = Shelf(Path(sys.argv[1]))\nwith shelf.sole_use(), shelf.draft('x.backup') as (path, file):\n"
    "    file.write(b'half'); file.flush(); print('written', flush=True); input()"
)


class TestDraft:
    def test_gets_its_name_when_it_is_whole_and_is_for_its_owner_alone(self, shelf: Shelf) -> None:
        with shelf.sole_use(), shelf.draft(NAME) as (path, file):
            file.write(b"books")
            assert shelf.names() == []
            assert path.exists()
        assert shelf.path(NAME).read_bytes() == b"books"
        assert shelf.path(NAME).stat().st_mode & 0o777 == 0o600
        assert left(shelf) == [".lock", NAME]

    @pytest.mark.parametrize("error", [RuntimeError("broken"), KeyboardInterrupt()])
    def test_leaves_nothing_when_it_is_given_up(self, shelf: Shelf, error: BaseException) -> None:
        with pytest.raises(type(error)), shelf.sole_use(), shelf.draft(NAME) as (_, file):
            file.write(b"half")
            raise error
        assert left(shelf) == [".lock"]

    def test_disk_that_fills_up_leaves_nothing_and_keeps_older_ones(self, shelf: Shelf) -> None:
        kept = name_at(NOON.replace(day=2))
        with shelf.sole_use(), shelf.draft(kept) as (_, file):
            file.write(b"older")
        told = os.strerror(errno.EFBIG)
        refused = pytest.raises(BackupFailed, match=f"{told}. Backups made before are")
        with files_of_at_most(100_000), refused, shelf.sole_use(), shelf.draft(NAME) as (_, file):
            file.write(b"x" * 1_000_000)
        assert left(shelf) == [".lock", kept]

    def test_what_a_killed_process_left_goes_with_the_next(self, shelf: Shelf, repository: Path) -> None:
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, str(shelf.folder)],
            cwd=repository,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            assert process.stdout is not None and process.stdout.readline() == b"written\n"
            with pytest.raises(BackupRunning), shelf.sole_use():
                pass
            assert left(shelf) == [".lock", "x.backup.unfinished"]
            process.send_signal(signal.SIGKILL)
        assert shelf.names() == []
        with shelf.sole_use():
            assert left(shelf) == [".lock"]


class TestSpace:
    def test_too_little_is_told_before_anything_is_written(self, shelf: Shelf) -> None:
        with shelf.sole_use(), pytest.raises(BackupFailed, match="MB free, and a backup takes about"):
            shelf.require_space(10**18)

    def test_the_last_backup_says_better_how_much_is_needed(self, shelf: Shelf) -> None:
        with shelf.sole_use(), shelf.draft(NAME) as (_, file):
            file.write(b"small")
        shelf.require_space(10**18)

    def test_folder_that_cannot_be_made_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("no folder")
        with pytest.raises(BackupFailed, match="could not be written"), Shelf(tmp_path / "file").sole_use():
            pass


class TestNames:
    def test_name_and_moment_belong_together(self) -> None:
        assert name_at(NOON) == NAME
        assert moment_of(NAME) == NOON

    def test_only_backups_are_listed_the_newest_first(self, shelf: Shelf) -> None:
        shelf.folder.mkdir()
        names = [name_at(NOON.replace(day=day)) for day in (1, 3, 2)]
        for name in (*names, "notes.txt", f"{NAME}.unfinished"):
            (shelf.folder / name).touch()
        assert shelf.names() == sorted(names, reverse=True)

    def test_missing_one_is_told(self, shelf: Shelf) -> None:
        with pytest.raises(NotABackup, match="flask backup list"):
            shelf.path(NAME)


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Files of this process cannot grow beyond `size`, as on a disk that is full there."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def left(shelf: Shelf) -> list[str]:
    return sorted(path.name for path in shelf.folder.iterdir())


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "backups")
