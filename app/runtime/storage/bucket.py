"""Any S3-compatible bucket behind `ObjectStore`: Amazon's, MinIO's, Cloudflare's, Supabase's own S3 door.

fsspec and s3fs are imported at the first call, since the web process of a laptop needs neither. A client lives in the
process that made it: it holds sockets and a thread, which do not survive a fork.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, BinaryIO

from app.runtime.settings import Settings, doors
from app.runtime.storage.contract import ObjectNotFound, StorageAway, Stored, checked, checked_kind

CONNECT_TIMEOUT_SECONDS = 3
READ_TIMEOUT_SECONDS = 20
ATTEMPTS = 2
PART_BYTES = 4 * 1024 * 1024
"""What is fetched at once of a file that is read in pieces."""


class BucketStore:
    """The files below `STORAGE_URL`, such as `s3://bucket/prefix`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._root = settings.storage_url.removeprefix("s3://").strip("/")
        self._lock = threading.Lock()
        self._client: Any = None
        self._process = 0

    def put(self, key: str, content: bytes | BinaryIO) -> None:
        """Keeps `content` under `key`; a file is read before anything is sent, since closing a half-sent object would
        show it. Raises `StorageAway`.
        """
        path, whole = self._path(key), content if isinstance(content, bytes) else content.read()
        with self._reached() as files:
            files.pipe_file(path, whole)

    def get(self, key: str) -> bytes:
        """The content. Raises `ObjectNotFound` or `StorageAway`."""
        path = self._path(key)
        with self._reached() as files:
            content: bytes = files.cat_file(path)
        return content

    def read(self, key: str) -> Iterator[bytes]:
        """The content in pieces, each a request of its own. Raises `ObjectNotFound` or `StorageAway`."""
        path = self._path(key)
        with self._reached() as files:
            size_bytes = int(files.info(path, refresh=True)["size"])
        return self._pieces(path, size_bytes)

    def delete(self, key: str) -> None:
        """Forgets the key. Raises `StorageAway`."""
        path = self._path(key)
        with self._reached() as files:
            files.rm_file(path)

    def keys(self, kind: str) -> Iterator[Stored]:
        """Every file of `kind`. Raises `StorageAway`."""
        folder = f"{self._root}/{checked_kind(kind)}"
        try:
            with self._reached() as files:
                found = files.ls(folder, detail=True, refresh=True)
        except ObjectNotFound:
            return
        for entry in found:
            if entry["type"] == "file":
                yield Stored(entry["name"].rsplit("/", 1)[1], int(entry["size"]), entry["LastModified"])

    def delete_older(self, kind: str, moment: datetime) -> int:
        """Forgets every file of `kind` that was put before `moment`; returns how many. Raises `StorageAway`."""
        old = [stored.name for stored in self.keys(kind) if stored.put_at < moment]
        for name in old:
            self.delete(f"{kind}/{name}")
        return len(old)

    def check(self) -> None:
        """Raises `StorageAway` unless the bucket can be listed."""
        try:
            with self._reached() as files:
                files.call_s3("list_objects_v2", Bucket=self._root.split("/")[0], MaxKeys=1)
        except ObjectNotFound as error:
            raise StorageAway from error

    def _pieces(self, path: str, size_bytes: int) -> Iterator[bytes]:
        for start in range(0, size_bytes, PART_BYTES):
            with self._reached() as files:
                piece: bytes = files.cat_file(path, start=start, end=start + PART_BYTES)
            yield piece

    @contextmanager
    def _reached(self) -> Iterator[Any]:
        """The client; its library's errors become ours."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            yield self._files()
        except FileNotFoundError as error:
            raise ObjectNotFound from error
        except (OSError, BotoCoreError, ClientError) as error:
            raise StorageAway from error

    def _files(self) -> Any:
        with self._lock:
            if self._process != os.getpid():
                self._client, self._process = built(self._settings), os.getpid()
            return self._client

    def _path(self, key: str) -> str:
        return f"{self._root}/{checked(key)}"


def built(settings: Settings) -> Any:
    """A client that keeps no listing and is shared with nobody else."""
    from s3fs import S3FileSystem

    from app.runtime.outgoing.bucket import connector

    return S3FileSystem(
        key=settings.storage_access_key or None,
        secret=settings.storage_secret_key or None,
        token=settings.storage_session_token or None,
        endpoint_url=settings.storage_endpoint_url or None,
        client_kwargs={"region_name": settings.storage_region},
        config_kwargs={
            "connect_timeout": CONNECT_TIMEOUT_SECONDS,
            "read_timeout": READ_TIMEOUT_SECONDS,
            "retries": {"max_attempts": ATTEMPTS},
            "proxies": {},  # none, not those of the environment: they would look names up anew
            "connector_args": connector(doors.door(settings, "STORAGE_ENDPOINT_URL")),
        },
        use_listings_cache=False,
        skip_instance_cache=True,
    )
