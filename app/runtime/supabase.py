"""Supabase where it is more than PostgreSQL: its client, built in one place, and Storage behind `ObjectStore`.

HTTP/1.1, 3 s time-outs and one client a thread: the library's own default is HTTP/2 on a shared client, which
breaks under threads (supabase-py #1064), with a time-out of two minutes.
"""

import threading
from datetime import datetime

import httpx
from storage3._sync.file_api import SyncBucketProxy
from storage3.exceptions import StorageApiError
from supabase import Client, ClientOptions, create_client

from app.runtime.settings import Settings
from app.runtime.storage import ObjectNotFound
from app.values.errors import Unavailable

TIMEOUT_SECONDS = 3.0
MOST_LISTED = 1000


class SupabaseAway(Unavailable):
    """Supabase does not answer."""

    code = "supabase_unavailable"
    message = "File storage cannot be reached for the moment. Please try again shortly."


class SupabaseStore:
    """One private bucket of Supabase Storage."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._threads = threading.local()

    def put(self, key: str, content: bytes) -> None:
        """Keeps `content` under `key`. Raises `SupabaseAway`."""
        try:
            self._bucket().upload(key, content, {"upsert": "true", "content-type": "application/octet-stream"})
        except (httpx.HTTPError, StorageApiError) as error:
            raise SupabaseAway from error

    def get(self, key: str) -> bytes:
        """The content. Raises `ObjectNotFound` or `SupabaseAway`."""
        try:
            content: bytes = self._bucket().download(key)
        except StorageApiError as error:
            raise (ObjectNotFound if str(error.status) in ("400", "404") else SupabaseAway) from error
        except httpx.HTTPError as error:
            raise SupabaseAway from error
        return content

    def delete(self, key: str) -> None:
        """Forgets the key. Raises `SupabaseAway`."""
        try:
            self._bucket().remove([key])
        except (httpx.HTTPError, StorageApiError) as error:
            raise SupabaseAway from error

    def delete_older(self, kind: str, moment: datetime) -> int:
        """Forgets every file of `kind` that was put before `moment`; returns how many. Raises `SupabaseAway`."""
        try:
            files = self._bucket().list(
                kind, {"limit": MOST_LISTED, "sortBy": {"column": "created_at", "order": "asc"}}
            )
            old = [f"{kind}/{file['name']}" for file in files if datetime.fromisoformat(file["created_at"]) < moment]
            if old:
                self._bucket().remove(old)
        except (httpx.HTTPError, StorageApiError) as error:
            raise SupabaseAway from error
        return len(old)

    def check(self) -> None:
        """Raises `SupabaseAway` unless Storage answers for the bucket."""
        try:
            self._client().storage.get_bucket(self._settings.supabase_bucket)
        except (httpx.HTTPError, StorageApiError, ValueError) as error:  # ValueError: an answer of another shape
            raise SupabaseAway from error

    def _bucket(self) -> SyncBucketProxy:
        return self._client().storage.from_(self._settings.supabase_bucket)

    def _client(self) -> Client:
        client: Client | None = getattr(self._threads, "client", None)
        if client is None:
            client = self._threads.client = built(self._settings)
        return client


def built(settings: Settings) -> Client:
    """A client with the service key, for the calling thread alone."""
    options = ClientOptions(httpx_client=httpx.Client(http2=False, timeout=TIMEOUT_SECONDS))
    return create_client(settings.supabase_url, settings.supabase_service_key, options)
