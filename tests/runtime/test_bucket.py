"""An S3-compatible bucket behind the same interface, against a real S3 server in a process of its own."""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from app.runtime.settings import Settings
from app.runtime.storage import ObjectNotFound, StorageAway, object_store
from app.runtime.storage.bucket import BucketStore
from tests.runtime.buckets import S3, s3_server
from tests.runtime.keeps_files import KeepsFiles


class TestBucketStore(KeepsFiles):
    def test_deletes_only_what_is_older(self, store: BucketStore) -> None:
        store.put("uploads/one", b"1")
        (put_at,) = [stored.put_at for stored in store.keys("uploads")]
        assert store.delete_older("uploads", put_at) == 0
        assert store.delete_older("uploads", put_at + timedelta(seconds=1)) == 1
        assert store.delete_older("nothing-yet", put_at) == 0

    def test_check_passes_on_a_bucket_that_is_there(self, store: BucketStore) -> None:
        store.check()

    def test_sending_that_breaks_off_shows_nothing(self, store: BucketStore) -> None:
        with pytest.raises(RuntimeError, match="the disk broke"):
            store.put("models/one", Breaking())
        with pytest.raises(ObjectNotFound):
            store.get("models/one")

    def test_bucket_that_is_not_there_is_unavailable(self, s3: S3, tmp_path: Path) -> None:
        settings = s3.settings(tmp_path)
        httpx.delete(f"{s3.url}/{settings.storage_url.split('/')[2]}").raise_for_status()
        with pytest.raises(StorageAway):
            BucketStore(settings).check()

    def test_server_that_is_gone_is_unavailable(self, tmp_path: Path) -> None:
        gone = BucketStore(
            Settings(data_dir=tmp_path, storage_url="s3://one", storage_endpoint_url="http://127.0.0.1:1")
        )
        for action in (gone.check, lambda: gone.get("models/one"), lambda: list(gone.keys("models"))):
            with pytest.raises(StorageAway):
                action()

    def test_is_used_where_a_bucket_is_set(self, tmp_path: Path) -> None:
        settings = Settings(
            data_dir=tmp_path,
            storage_url="s3://one/two",
            supabase_url="https://x.supabase.co",
            supabase_service_key="key",
        )
        assert isinstance(object_store(settings), BucketStore)


class Breaking(io.BytesIO):
    """A file that breaks when it is read."""

    def read(self, size: int | None = -1) -> bytes:
        raise RuntimeError("the disk broke")


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    with s3_server(tmp_path_factory.mktemp("s3")) as server:
        yield server


@pytest.fixture
def store(s3: S3, tmp_path: Path) -> BucketStore:
    return BucketStore(s3.settings(tmp_path))
