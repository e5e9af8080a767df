"""Supabase Storage behind the same interface, against a server on this machine that speaks its calls."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from app.runtime.settings import Settings
from app.runtime.storage import object_store, supabase
from app.runtime.storage.supabase import SupabaseAway, SupabaseStore
from tests.runtime.keeps_files import KeepsFiles

BUCKET = "ai-backend"
OLD = datetime(2026, 1, 1, tzinfo=UTC)
SHOWN_BUCKET = {
    "id": BUCKET,
    "name": BUCKET,
    "public": False,
    "owner": "",
    "created_at": OLD.isoformat(),
    "updated_at": OLD.isoformat(),
    "file_size_limit": None,
    "allowed_mime_types": None,
}


class TestSupabaseStore(KeepsFiles):
    def test_deletes_only_what_is_older(self, store: SupabaseStore) -> None:
        store.put("uploads/one", b"1")
        assert store.delete_older("uploads", OLD) == 0
        assert store.delete_older("uploads", OLD + timedelta(seconds=1)) == 1

    def test_more_files_than_one_page_are_listed_and_deleted(
        self, store: SupabaseStore, bucket: "Bucket", monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(supabase, "MOST_LISTED", 2)
        bucket.files.update({f"uploads/{number}": b"1" for number in range(5)})
        assert len(list(store.keys("uploads"))) == 5
        assert store.delete_older("uploads", OLD + timedelta(seconds=1)) == 5
        assert not bucket.files

    def test_service_key_travels_with_every_call(self, store: SupabaseStore, bucket: "Bucket") -> None:
        store.check()
        assert bucket.keys_seen == {"Bearer service-key-of-the-test"}

    def test_every_thread_has_a_client_of_its_own(self, store: SupabaseStore) -> None:
        store.put("uploads/one", b"1")
        found: list[bytes] = []
        threads = [threading.Thread(target=lambda: found.append(store.get("uploads/one"))) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [b"1"] * 8

    def test_server_that_is_gone_is_unavailable(self, store: SupabaseStore, bucket: "Bucket") -> None:
        bucket.shutdown()
        bucket.server_close()
        for action in (store.check, lambda: store.get("uploads/one"), lambda: store.put("uploads/one", b"1")):
            with pytest.raises(SupabaseAway):
                action()

    def test_is_used_where_a_project_is_set(self, tmp_path: Path) -> None:
        settings = Settings(data_dir=tmp_path, supabase_url="https://x.supabase.co", supabase_service_key="key")
        assert isinstance(object_store(settings), SupabaseStore)


class Bucket(ThreadingHTTPServer):
    """One bucket in memory."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Calls)
        self.files: dict[str, bytes] = {}
        self.keys_seen: set[str] = set()


class Calls(BaseHTTPRequestHandler):
    """The calls of Supabase Storage that the store makes."""

    server: Bucket

    def do_GET(self) -> None:
        """Bucket or file."""
        path = self.opened()
        if path == f"bucket/{BUCKET}":
            return self.answer(200, SHOWN_BUCKET)
        content = self.server.files.get(path.removeprefix(f"object/{BUCKET}/"))
        if content is None:
            return self.answer(400, {"statusCode": "404", "error": "not_found", "message": "Object not found"})
        return self.answer(200, content)

    def do_POST(self) -> None:
        """Upload or list."""
        path, body = self.opened(), self.body()
        if path == f"object/list/{BUCKET}":
            asked = json.loads(body)
            names = sorted(key for key in self.server.files if key.startswith(f"{asked['prefix']}/"))
            page = names[asked["offset"] : asked["offset"] + asked["limit"]]
            return self.answer(200, [self.listed(name) for name in page])
        key = path.removeprefix(f"object/{BUCKET}/")
        self.server.files[key] = body
        return self.answer(200, {"Id": "1", "Key": f"{BUCKET}/{key}"})

    do_PUT = do_POST  # noqa: N815 - the library's name for the call

    def do_DELETE(self) -> None:
        """Remove."""
        self.opened()
        gone = [key for key in json.loads(self.body())["prefixes"] if self.server.files.pop(key, None) is not None]
        self.answer(200, [{"name": key} for key in gone])

    def listed(self, key: str) -> dict[str, Any]:
        """One file as Storage lists it."""
        size = len(self.server.files[key])
        return {"name": key.split("/", 1)[1], "created_at": OLD.isoformat(), "metadata": {"size": size}}

    def opened(self) -> str:
        """The call's path below the service's own."""
        self.server.keys_seen.add(self.headers["Authorization"])
        return self.path.split("?")[0].removeprefix("/storage/v1/")

    def body(self) -> bytes:
        """What was sent; a form's file without its envelope."""
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        kind = self.headers.get("Content-Type", "")
        if not kind.startswith("multipart/form-data"):
            return content
        boundary = b"--" + kind.split("boundary=")[1].encode()
        part = next(part for part in content.split(boundary) if b"filename=" in part)
        return part.split(b"\r\n\r\n", 1)[1].removesuffix(b"\r\n")

    def answer(self, status: int, content: Any) -> None:
        """Sends bytes as they are, everything else as JSON."""
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        self.send_header(
            "Content-Type", "application/octet-stream" if isinstance(content, bytes) else "application/json"
        )
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Stays silent."""


@pytest.fixture
def bucket() -> Iterator[Bucket]:
    with Bucket() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def store(bucket: Bucket, tmp_path: Path) -> SupabaseStore:
    url = f"http://127.0.0.1:{bucket.server_address[1]}"
    return SupabaseStore(Settings(data_dir=tmp_path, supabase_url=url, supabase_service_key="service-key-of-the-test"))
