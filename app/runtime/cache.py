"""Results kept in Redis as the very bytes that are served. A cache that is down costs time, never an answer.

Every key carries a TTL, jittered so that results made together do not lapse together. One process computes a missing
result while the others wait for it (`SET NX PX`), and whoever waits too long computes for itself.
"""

import random
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

import redis
from redis.exceptions import RedisError

from app.runtime.cache_types import CacheType
from app.runtime.near_cache import NearCache
from app.runtime.redis_pool import GuardedPool
from app.values.errors import Unavailable

JITTER = 0.1
LOCK_SECONDS = 30
LOOK_SECONDS = 0.02
LONGEST_LOOK_SECONDS = 0.25
RELEASE = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0"


class CacheAway(Unavailable):
    """Redis does not answer, and what it may still hold has to go first."""

    code = "cache_unavailable"
    message = "What we remember cannot be reached for the moment. Please try again shortly."


class Cache:
    """Bytes by type and key. Hits and misses are counted by `observed(type_name, hit)`."""

    def __init__(self, pool: GuardedPool, observed: Callable[[str, bool], None] = lambda name, hit: None) -> None:
        self._redis = redis.Redis(connection_pool=pool)
        self._near = NearCache()
        self._observed = observed

    def fetch(self, kind: CacheType, *parts: object) -> bytes | None:
        """The stored bytes, or None when there are none or Redis is away."""
        key = kind.key(*parts)
        found = self._near.fetch(key) if kind.is_kept_near else None
        if found is None:
            found = self._far(key)
            self._keep_near(kind, key, found)
        self._observed(kind.name, found is not None)
        return found

    def store(self, kind: CacheType, *parts: object, value: bytes) -> None:
        """Keeps `value` for the type's TTL, up to a tenth less."""
        seconds = int(kind.ttl_seconds * (1 - JITTER * random.random()))  # noqa: S311 - spreads lapses, hides nothing
        key = kind.key(*parts)
        self._keep_near(kind, key, value)
        with suppress(RedisError):
            self._redis.set(key, value, ex=seconds)

    def forget(self, kind: CacheType, *parts: object) -> None:
        """Drops one result; of a type that is kept near, another process may serve it for a few seconds more."""
        key = kind.key(*parts)
        self._near.forget(key)
        with suppress(RedisError):
            self._redis.delete(key)

    def clear(self, kind: CacheType) -> int:
        """Drops every result of one type, a batch at a time; returns how many there were. Raises `CacheAway`.

        Another process may serve one of a type that is kept near for a few seconds more.
        """
        self._near.forget(f"{kind.name}:")
        return self._unlink(f"{kind.name}:*")

    def forget_naming(self, id: UUID) -> int:
        """Drops every result whose key names this business or user; returns how many. Raises `CacheAway`.

        Another process may serve one of a type that is kept near for a few seconds more.
        """
        self._near.forget("")
        return self._unlink(f"*{id}*")

    def count(self, kind: CacheType) -> int:
        """How many results of one type there are. Raises `CacheAway`."""
        return len(self._keys(f"{kind.name}:*"))

    def _unlink(self, pattern: str) -> int:
        keys = self._keys(pattern)
        try:
            for start in range(0, len(keys), 500):
                self._redis.unlink(*keys[start : start + 500])
        except RedisError as error:
            raise CacheAway from error
        return len(keys)

    def _keys(self, pattern: str) -> list[bytes]:
        try:
            return list(self._redis.scan_iter(match=pattern, count=500))
        except RedisError as error:
            raise CacheAway from error

    def remember(self, kind: CacheType, *parts: object, compute: Callable[[], bytes]) -> bytes:
        """The stored bytes, or those of `compute`, stored. Callers at the same time share one computation."""
        found = self.fetch(kind, *parts)
        if found is not None:
            return found
        key, token = kind.key(*parts), uuid.uuid4().hex
        lock = f"lock:{key}"
        # Whoever gets the lock looks again: another may have stored it and let go since the first look.
        found = self._far(key) if self._locked(lock, token) else self._awaited(key, lock)
        try:
            if found is None:
                found = compute()
                self.store(kind, *parts, value=found)
            return found
        finally:
            with suppress(RedisError):
                self._redis.eval(RELEASE, 1, lock, token)

    def _far(self, key: str) -> bytes | None:
        try:
            return _bytes(self._redis.get(key))
        except RedisError:
            return None

    def _keep_near(self, kind: CacheType, key: str, value: bytes | None) -> None:
        if kind.is_kept_near and value is not None:
            self._near.store(key, value)

    def _locked(self, lock: str, token: str) -> bool:
        try:
            return bool(self._redis.set(lock, token, nx=True, ex=LOCK_SECONDS))
        except RedisError:
            return True

    def _awaited(self, key: str, lock: str) -> bytes | None:
        """What the holder of `lock` stores under `key`; None when it gives up or Redis goes away."""
        wait, until = LOOK_SECONDS, time.monotonic() + LOCK_SECONDS
        while time.monotonic() < until:
            time.sleep(wait)
            try:
                pipeline = self._redis.pipeline(transaction=False)
                pipeline.get(key)
                pipeline.exists(lock)
                found, is_held = pipeline.execute()
            except RedisError:
                return None
            if found is not None or not is_held:
                return _bytes(found)
            wait = min(wait * 1.5, LONGEST_LOOK_SECONDS)
        return None


def _bytes(found: bytes | str | None) -> bytes | None:
    return found.encode() if isinstance(found, str) else found
