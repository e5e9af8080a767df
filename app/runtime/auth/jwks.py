"""Supabase's published signing keys: fetched when needed, kept for minutes, never fetched in a storm.

PyJWT's own cache of single keys never forgets one that was withdrawn, and each caller would wait for a dead issuer in
turn; so only its reading of the document is used.
"""

import logging
import threading
import time
from typing import Any

import httpx
import jwt
from jwt.exceptions import PyJWKClientError, PyJWKSetError

from app.runtime.outgoing.client import Bounds, client
from app.runtime.outgoing.door import Door
from app.values.errors import Unauthorized, Unavailable

log = logging.getLogger("ai_backend.auth")
FETCH_SECONDS = 3.0
MOST_BYTES = 64 * 1024
"""A document of two RSA keys is 1 kB long."""
KEPT_SECONDS = 300.0
REFETCH_SECONDS = 30.0
RETRY_SECONDS = 2.0
STALE_SECONDS = 3600.0
"""How long known keys still hold while the issuer does not answer."""


class KeysAway(Unavailable):
    """The issuer's keys cannot be fetched, so nobody can be told from anybody."""

    code = "identity_unavailable"
    message = "Signing in cannot be checked for the moment. Please try again shortly."


class Published(jwt.PyJWKClient):
    """The issuer's document of keys, fetched through the way out that its setting opens."""

    def __init__(self, door: Door) -> None:
        super().__init__(door.url, cache_jwk_set=False)
        self._door = door

    def fetch_data(self) -> Any:
        """The decoded document. Raises `PyJWKClientError`, and `ValueError` for what is no JSON."""
        try:
            with client(self._door, Bounds(FETCH_SECONDS, MOST_BYTES)) as asking:
                return asking.get(self.uri).raise_for_status().json()
        except (httpx.HTTPError, RecursionError) as error:
            raise PyJWKClientError(f"{type(error).__name__}: {error}") from error


class SigningKeys:
    """ES256 and RS256 keys by their `kid`. An unknown `kid` fetches again, at most every half minute."""

    algorithms = ("ES256", "RS256")

    def __init__(self, door: Door) -> None:
        self._published = Published(door)
        self._keys: dict[str, jwt.PyJWK] = {}
        self._is_away = True
        self._fetched_at = self._next_fetch_at = float("-inf")
        self._lock = threading.Lock()

    def key_for(self, token: str) -> Any:
        """The key that the token names. Raises `Unauthorized` for an unknown one, `KeysAway` without keys."""
        kid = jwt.get_unverified_header(token).get("kid", "")
        if kid not in self._keys or time.monotonic() - self._fetched_at > KEPT_SECONDS:
            self._refresh()
        key = self._keys.get(kid)
        if key is None:
            raise KeysAway if self._is_away else Unauthorized
        return key

    def _refresh(self) -> None:
        with self._lock:
            if time.monotonic() < self._next_fetch_at:
                return
            try:
                self._keys = {str(key.key_id): key for key in self._published.get_signing_keys()}
                self._is_away, self._fetched_at = False, time.monotonic()
            except (PyJWKClientError, PyJWKSetError, OSError, ValueError) as error:
                log.warning("the signing keys cannot be fetched", extra={"reason": str(error)})
                self._is_away = True
                if time.monotonic() - self._fetched_at > STALE_SECONDS:
                    self._keys = {}
            self._next_fetch_at = time.monotonic() + (RETRY_SECONDS if self._is_away else REFETCH_SECONDS)
