"""Whole files by key, in a folder."""

import os
import resource
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.runtime.settings import Settings
from app.runtime.storage import FolderStore, object_store
from app.runtime.storage.contract import StorageAway
from tests.runtime.keeps_files import KeepsFiles


class TestFolderStore(KeepsFiles):
    def test_check_leaves_nothing(self, store: FolderStore, tmp_path: Path) -> None:
        store.check()
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []

    def test_deletes_only_what_is_older(self, store: FolderStore, tmp_path: Path) -> None:
        for name in ("old", "young"):
            store.put(f"uploads/{name}", b"1")
        noon = datetime(2026, 1, 1, 12, tzinfo=UTC)
        os.utime(tmp_path / "storage" / "uploads" / "old", (noon.timestamp(), noon.timestamp()))
        assert store.delete_older("uploads", noon + timedelta(seconds=1)) == 1
        assert store.get("uploads/young") == b"1"
        assert store.delete_older("nothing-yet", noon) == 0

    def test_disk_that_takes_no_more_is_said_plainly_and_leaves_nothing(
        self, store: FolderStore, tmp_path: Path
    ) -> None:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))  # the kernel refuses as a full disk does
        try:
            with pytest.raises(StorageAway):
                store.put("uploads/large", bytes(5000))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []

    def test_is_what_a_laptop_uses(self, tmp_path: Path) -> None:
        assert isinstance(object_store(Settings(data_dir=tmp_path)), FolderStore)


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "storage")
