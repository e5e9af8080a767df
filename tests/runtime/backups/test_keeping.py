"""Which backups are deleted when: never the last sound one; and the copies in a bucket."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.runtime.backups import keeping, making
from app.runtime.backups.making import Made
from app.runtime.backups.offsite import Offsite
from app.runtime.backups.problems import BackupFailed, Damaged, NotABackup
from app.runtime.backups.shelf import Shelf, name_at
from app.runtime.runtime import Runtime
from app.runtime.settings import Settings
from tests.runtime.backups.conftest import changed

NOW = datetime(2026, 4, 20, 2, 0, tzinfo=UTC)


class TestPrune:
    @pytest.mark.parametrize(
        ("sound", "broken", "kept"),
        [
            ((0, 1, 6), (), (0, 1, 6)),
            ((0, 6, 8, 30), (), (0, 6)),
            ((8, 9, 30), (), (8,)),
            ((9, 30), (0, 8), (0, 9)),
            ((), (8, 30), (8, 30)),
            ((7,), (), (7,)),
        ],
        ids=["young", "aged", "all aged", "the newest are broken", "none is sound", "on the day"],
    )
    def test_keeps_what_is_young_and_one_that_is_sound(
        self, copies: Settings, template: Path, sound: tuple[int, ...], broken: tuple[int, ...], kept: tuple[int, ...]
    ) -> None:
        for days in sound:
            shutil.copy(template, copies.backups / named(days))
        for days in broken:
            (copies.backups / named(days)).write_bytes(template.read_bytes()[:-1])
        gone = keeping.prune(copies, now=NOW)
        assert Shelf(copies.backups).names() == [named(days) for days in sorted(kept)]
        assert set(gone) == {named(days) for days in (*sound, *broken) if days not in kept}

    def test_other_files_stay(self, copies: Settings, template: Path) -> None:
        shutil.copy(template, copies.backups / named(0))
        (copies.backups / "notes.txt").touch()
        keeping.prune(copies, now=NOW)
        assert (copies.backups / "notes.txt").exists()

    def test_without_the_key_nothing_is_deleted(self, copies: Settings, template: Path) -> None:
        for days in (0, 30):
            shutil.copy(template, copies.backups / named(days))
        assert keeping.prune(replace(copies, backup_key="another-key-0123456789-0123456789-01"), now=NOW) == []


class TestVerify:
    def test_takes_the_newest_and_names_it(self, copies: Settings, template: Path, made: Made) -> None:
        for days in (3, 1, 2):
            shutil.copy(template, copies.backups / named(days))
        assert keeping.verified(copies) == (named(1), made.manifest)

    def test_broken_one_is_told(self, copies: Settings, template: Path) -> None:
        (copies.backups / named(1)).write_bytes(template.read_bytes()[:-1])
        with pytest.raises(Damaged):
            keeping.verified(copies, named(1))

    def test_empty_folder_is_told(self, copies: Settings) -> None:
        with pytest.raises(NotABackup, match="flask backup create"):
            keeping.verified(copies)


class TestBucket:
    def test_a_backup_goes_there_and_comes_back(self, outside: Runtime) -> None:
        made = making.make(outside, now=NOW)
        assert made.is_sent
        (outside.settings.backups / made.name).unlink()
        assert keeping.verified(outside.settings, made.name) == (made.name, made.manifest)
        assert [one.place for one in keeping.listed(outside.settings)] == [outside.settings.backup_url]

    def test_the_last_one_there_stays_too(self, outside: Runtime, template: Path, tmp_path: Path) -> None:
        bucket = Offsite(outside.settings)
        for days in (8, 9, 30):
            bucket.send(Path(shutil.copy(template, tmp_path / named(days))))
        keeping.prune(outside.settings, now=NOW)
        assert bucket.names() == [named(8)]

    def test_bucket_that_is_away_is_told_and_the_backup_here_stays(self, outside: Runtime) -> None:
        here = changed(outside, storage_endpoint_url="http://127.0.0.1:1", storage_region="nowhere")
        with here as away, pytest.raises(BackupFailed, match="BACKUP_URL cannot be used"):
            making.make(away, now=NOW)
        assert Shelf(outside.settings.backups).names() == [name_at(NOW)]


def named(days: int) -> str:
    """The name of a backup that is so many days old."""
    return name_at(NOW - timedelta(days=days))


@pytest.fixture
def template(shop: Runtime, made: Made) -> Path:
    """A sound backup."""
    return shop.settings.backups / made.name


@pytest.fixture
def copies(shop: Runtime, tmp_path: Path) -> Settings:
    """The shop's settings with an empty folder of backups."""
    (tmp_path / "copies").mkdir()
    return replace(shop.settings, backup_dir=tmp_path / "copies")
