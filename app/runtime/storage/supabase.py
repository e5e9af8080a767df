"""Supabase where it is more than PostgreSQL: its client, built in one place, and Storage behind `ObjectStore`.

HTTP/1.1, an end after 3 s of silence, and one client a thread: the library's own default is HTTP/2 on a shared client,
which breaks under threads (supabase-py #1064), with a time-out of two minutes.
"""

import threading
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, BinaryIO

import httpx
from storage3._sync.file_api import SyncBucketProxy
from storage3.exceptions import StorageApiError
from supabase import Client, ClientOptions, create_client

from app.runtime.outgoing.client import Bounds, client
from app.runtime.settings import Settings, doors
from app.runtime.storage.contract import ObjectNotFound, StorageAway, Stored, checked, checked_kind

BOUNDS = Bounds(seconds=60.0, most_bytes=512 * 1024 * 1024, quiet_seconds=3.0, kept=1)
"""A file is held in memory whole, so what is larger than this was not put by us."""
MOST_LISTED = 1000


class SupabaseAway(StorageAway):
    """Supabase does not answer."""

    code = "supabase_unavailable"
    message = "File storage cannot be reached for the moment. Please try again shortly."


class SupabaseStore:
    """One private bucket of Supabase Storage."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._threads = threading.local()

    def put(self, key: str, content: bytes | BinaryIO) -> None:
        """Keeps `content` under `key`; a file is read whole, as the library would do. Raises `SupabaseAway`."""
        whole = content if isinstance(content, bytes) else content.read()
        try:
            self._bucket().upload(checked(key), whole, {"upsert": "true", "content-type": "application/octet-stream"})
        except (httpx.HTTPError, StorageApiError) as error:
            raise SupabaseAway from error

    def get(self, key: str) -> bytes:
        """The content. Raises `ObjectNotFound` or `SupabaseAway`."""
        try:
            content: bytes = self._bucket().download(checked(key))
        except StorageApiError as error:
            raise (ObjectNotFound if str(error.status) in ("400", "404") else SupabaseAway) from error
        except httpx.HTTPError as error:
            raise SupabaseAway from error
        return content

    def read(self, key: str) -> Iterator[bytes]:
        """The content as one piece: the library has no other way. Raises `ObjectNotFound` or `SupabaseAway`."""
        return iter((self.get(key),))

    def delete(self, key: str) -> None:
        """Forgets the key. Raises `SupabaseAway`."""
        try:
            self._bucket().remove([checked(key)])
        except (httpx.HTTPError, StorageApiError) as error:
            raise SupabaseAway from error

    def keys(self, kind: str) -> Iterator[Stored]:
        """Every file of `kind`, page by page. Raises `SupabaseAway`."""
        offset = 0
        while True:
            page = self._listed(kind, offset)
            yield from page
            if len(page) < MOST_LISTED:
                return
            offset += MOST_LISTED

    def delete_older(self, kind: str, moment: datetime) -> int:
        """Forgets every file of `kind` that was put before `moment`; returns how many. Raises `SupabaseAway`."""
        old = [f"{kind}/{stored.name}" for stored in self.keys(kind) if stored.put_at < moment]
        try:
            for start in range(0, len(old), MOST_LISTED):
                self._bucket().remove(old[start : start + MOST_LISTED])
        except (httpx.HTTPError, StorageApiError) as error:
            raise SupabaseAway from error
        return len(old)

    def check(self) -> None:
        """Raises `SupabaseAway` unless Storage answers for the bucket."""
        try:
            self._client().storage.get_bucket(self._settings.supabase_bucket)
        except (httpx.HTTPError, StorageApiError, ValueError) as error:  # ValueError: an answer of another shape
            raise SupabaseAway from error

    def _listed(self, kind: str, offset: int) -> list[Stored]:
        try:
            found = self._bucket().list(
                checked_kind(kind),
                {"limit": MOST_LISTED, "offset": offset, "sortBy": {"column": "name", "order": "asc"}},
            )
        except (httpx.HTTPError, StorageApiError) as error:
            raise SupabaseAway from error
        return [
            Stored(file["name"], int((file.get("metadata") or {}).get("size", 0)), _moment(file))
            for file in found
            if file.get("created_at")  # folders have none
        ]

    def _bucket(self) -> SyncBucketProxy:
        return self._client().storage.from_(self._settings.supabase_bucket)

    def _client(self) -> Client:
        client: Client | None = getattr(self._threads, "client", None)
        if client is None:
            client = self._threads.client = built(self._settings)
        return client


def _moment(file: Mapping[str, Any]) -> datetime:
    """When the file was last put: an upload over an old one changes `updated_at` alone."""
    return datetime.fromisoformat(file.get("updated_at") or file["created_at"])


def built(settings: Settings) -> Client:
    """A client with the service key, for the calling thread alone."""
    options = ClientOptions(httpx_client=client(doors.door(settings, "SUPABASE_URL"), BOUNDS))
    return create_client(settings.supabase_url, settings.supabase_service_key, options)
