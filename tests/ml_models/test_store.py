"""Model files by their hash: the same promises over a folder and over a bucket, in one process and in several."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.runtime.storage import FolderStore, ObjectNotFound, ObjectStore, StorageAway, Stored
from app.runtime.storage.bucket import BucketStore
from ml_models.store import Condition, DamagedModel, MissingModel, ModelStore, digest
from scripts.waiting import until
from tests.runtime.buckets import S3, s3_server

CONTENT = b"a model " * 1000
SHA256 = digest(CONTENT)
FUTURE = datetime(2100, 1, 1, tzinfo=UTC)
PAST = datetime(2000, 1, 1, tzinfo=UTC)
WRITER = """
import sys
from pathlib import Path
from app.runtime.storage import FolderStore
from ml_models.store import ModelStore
store = ModelStore(FolderStore(Path(sys.argv[1])), Path(sys.argv[2]))
for _ in range(200):
    print(store.put(b"a model " * 1000), flush=True)
"""
ENDLESS_WRITER = """
import sys
from pathlib import Path
from app.runtime.storage import FolderStore
class Endless:
    def read(self, size=-1):
        print("writing", flush=True)
        return b"x" * 1024
FolderStore(Path(sys.argv[1])).put("models/" + "0" * 64, Endless())
"""


class TestModelStore:
    def test_content_comes_back_by_its_hash(self, store: ModelStore) -> None:
        assert store.put(CONTENT) == SHA256
        assert store.get(SHA256) == CONTENT

    def test_putting_again_changes_nothing(self, store: ModelStore, blobs: ObjectStore) -> None:
        assert {store.put(CONTENT) for _ in range(3)} == {SHA256}
        assert [kept.name for kept in blobs.keys("models")] == [SHA256]

    def test_another_machine_reads_it(self, store: ModelStore, blobs: ObjectStore, tmp_path: Path) -> None:
        store.put(CONTENT)
        assert ModelStore(blobs, tmp_path / "elsewhere").get(SHA256) == CONTENT

    def test_what_was_never_put_is_missing(self, store: ModelStore) -> None:
        with pytest.raises(MissingModel, match=SHA256):
            store.get(SHA256)

    @pytest.mark.parametrize("name", ["", "../one", SHA256.upper(), SHA256[:-1], f"{SHA256}0"])
    def test_name_that_is_no_hash_is_refused(self, store: ModelStore, name: str) -> None:
        with pytest.raises(ValueError, match="no SHA-256"):
            store.get(name)

    @pytest.mark.parametrize("damaged", [b"", CONTENT[:-1], bytes([CONTENT[0] ^ 1]) + CONTENT[1:]])
    def test_damaged_copy_here_is_fetched_anew(self, store: ModelStore, copies: Path, damaged: bytes) -> None:
        store.put(CONTENT)
        (copies / SHA256).write_bytes(damaged)
        assert store.get(SHA256) == CONTENT
        assert (copies / SHA256).read_bytes() == CONTENT

    def test_damaged_file_in_the_store_is_named_until_it_is_put_again(
        self, store: ModelStore, blobs: ObjectStore, tmp_path: Path
    ) -> None:
        store.put(CONTENT)
        blobs.put(f"models/{SHA256}", CONTENT[:-1])
        elsewhere = ModelStore(blobs, tmp_path / "elsewhere")
        with pytest.raises(DamagedModel, match="damaged"):
            elsewhere.get(SHA256)
        store.put(CONTENT)
        assert elsewhere.get(SHA256) == CONTENT


class TestStoreAway:
    def test_used_files_are_still_read(self, store: ModelStore, copies: Path) -> None:
        store.put(CONTENT)
        assert ModelStore(Away(), copies).get(SHA256) == CONTENT

    def test_others_say_that_it_is_away(self, copies: Path) -> None:
        with pytest.raises(StorageAway):
            ModelStore(Away(), copies).get(SHA256)

    def test_folder_that_cannot_be_written_costs_only_time(self, blobs: ObjectStore, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"")
        store = ModelStore(blobs, tmp_path / "file" / "copies")
        assert store.get(store.put(CONTENT)) == CONTENT


class TestSeveralProcesses:
    def test_two_that_write_the_same_file_leave_one_whole_file(self, tmp_path: Path, repository: Path) -> None:
        folders = [str(tmp_path / "store"), str(tmp_path / "copies")]
        writers = [started(repository, WRITER, *folders) for _ in range(2)]
        printed = [writer.communicate()[0].split() for writer in writers]
        assert printed == [[SHA256.encode()] * 200] * 2
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert sorted(path.name for path in files) == [SHA256, SHA256]
        assert {path.read_bytes() for path in files} == {CONTENT}

    def test_one_that_is_killed_while_writing_leaves_nothing_that_is_seen(
        self, tmp_path: Path, repository: Path
    ) -> None:
        blobs = FolderStore(tmp_path)
        writer = started(repository, ENDLESS_WRITER, str(tmp_path))
        assert writer.stdout
        assert writer.stdout.readline() == b"writing\n"
        until(lambda: any(path.stat().st_size for path in (tmp_path / "unfinished").glob("*")))
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        assert list(blobs.keys("models")) == []
        with pytest.raises(ObjectNotFound):
            blobs.get(f"models/{'0' * 64}")
        assert blobs.delete_older("unfinished", FUTURE) == 1


class TestGC:
    def test_only_what_nobody_names_and_is_old_enough_goes(self, store: ModelStore, copies: Path) -> None:
        orphan = store.put(b"orphan")
        store.put(CONTENT)
        assert store.gc([SHA256], older_than=PAST) == []
        assert [(found.sha256, found.size_bytes) for found in store.gc([SHA256], older_than=FUTURE)] == [(orphan, 6)]
        assert store.get(SHA256) == CONTENT
        assert {path.name for path in copies.iterdir()} == {SHA256}
        with pytest.raises(MissingModel):
            store.get(orphan)

    def test_what_a_killed_process_left_among_the_copies_goes(self, store: ModelStore, copies: Path) -> None:
        store.put(CONTENT)
        left = copies / f".{SHA256}.0123"
        left.write_bytes(b"half")
        store.gc([SHA256], older_than=FUTURE)
        assert {path.name for path in copies.iterdir()} == {SHA256}


class TestVerify:
    def test_says_of_each_file_how_it_is(self, store: ModelStore, blobs: ObjectStore) -> None:
        names = {word: store.put(word.encode()) for word in ("sound", "missing", "damaged", "unreferenced")}
        blobs.delete(f"models/{names['missing']}")
        blobs.put(f"models/{names['damaged']}", b"other")
        known = [names[word] for word in ("sound", "missing", "damaged")]
        found = {finding.sha256: finding.condition for finding in store.verify(known)}
        assert found == {names[condition.value]: condition for condition in Condition}

    def test_damaged_copy_here_is_dropped(self, store: ModelStore, copies: Path) -> None:
        store.put(CONTENT)
        (copies / SHA256).write_bytes(b"other")
        assert [finding.condition for finding in store.verify([SHA256])] == [Condition.SOUND]
        assert list(copies.iterdir()) == []


class Away:
    """A store that cannot be reached."""

    def put(self, key: str, content: bytes) -> None:
        raise StorageAway

    def get(self, key: str) -> bytes:
        raise StorageAway

    def delete(self, key: str) -> None:
        raise StorageAway

    def keys(self, kind: str) -> Iterator[Stored]:
        raise StorageAway


def started(repository: Path, program: str, *arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", program, *arguments], cwd=repository, stdout=subprocess.PIPE)


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    with s3_server(tmp_path_factory.mktemp("s3")) as server:
        yield server


@pytest.fixture(params=["folder", "bucket"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> ObjectStore:
    if request.param == "folder":
        return FolderStore(tmp_path / "store")
    s3: S3 = request.getfixturevalue("s3")
    return BucketStore(s3.settings(tmp_path))


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    return tmp_path / "copies"


@pytest.fixture
def store(blobs: ObjectStore, copies: Path) -> ModelStore:
    return ModelStore(blobs, copies)
