"""The one object that a service is given: everything its process stands on, joined by hand."""

from dataclasses import dataclass, field, replace
from typing import Any

from app.runtime import sealing
from app.runtime.auditing import Audit
from app.runtime.auth.tokens import Tokens
from app.runtime.cache import Cache
from app.runtime.clock import Clock
from app.runtime.db import Database
from app.runtime.jobs.queue import JobQueue
from app.runtime.jobs.service import Jobs
from app.runtime.observe import metrics
from app.runtime.redis_pool import GuardedPool
from app.runtime.sealing import SealedStore, Seals
from app.runtime.settings import Settings
from app.runtime.storage import ObjectStore, object_store
from app.runtime.taxpayers import Register
from app.runtime.taxpayers import chosen as chosen_register
from ml_models.store import ModelStore

NO_DATABASE = "postgresql://127.0.0.1:1/none"
NO_REDIS = "redis://127.0.0.1:1/0"
"""Where nobody listens: for commands that need no server (`flask config check`, `flask token issue`)."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Runtime:
    """What a process stands on. Nothing in it connects, opens a file or starts a thread before it is first used."""

    settings: Settings
    clock: Clock
    db: Database
    cache: Cache
    jobs: Jobs
    queue: JobQueue
    broker: GuardedPool
    cache_pool: GuardedPool
    tokens: Tokens
    storage: ObjectStore
    models: ModelStore
    taxpayers: Register
    audit: Audit
    seals: Seals
    loaded: dict[str, Any] = field(default_factory=dict)
    """Heavy things that a worker keeps between jobs (an OCR engine), by name."""

    @property
    def sealed_files(self) -> SealedStore:
        """The object store for what people send."""
        return SealedStore(self.storage, self.seals)

    def close(self) -> None:
        """Gives back the connections of this process."""
        self.audit.flush()
        self.db.dispose()
        self.broker.disconnect()
        self.cache_pool.disconnect()


def assemble(settings: Settings) -> Runtime:
    """A runtime on `settings`. A server without an address is one that does not answer."""
    settings = replace(
        settings, database_url=settings.database_url or NO_DATABASE, redis_url=settings.redis_url or NO_REDIS
    )
    db = Database(
        settings.database_url,
        max_connections=settings.database_max_connections,
        timeout_seconds=settings.database_timeout_seconds,
    )
    seals = Seals(settings, db.value)
    db.carried[sealing.CARRIED] = seals
    broker = GuardedPool(settings.redis_url)
    cache_pool = _pool_of_cache(settings, broker)
    storage = object_store(settings)
    queue = JobQueue(settings.redis_url, broker)
    clock = Clock()
    return Runtime(
        settings=settings,
        clock=clock,
        db=db,
        cache=Cache(cache_pool, metrics.count_cache_look),
        jobs=Jobs(db, queue, max_attempts=settings.job_max_attempts, wait_seconds=settings.job_wait_seconds),
        queue=queue,
        broker=broker,
        cache_pool=cache_pool,
        tokens=Tokens.of(settings),
        storage=storage,
        models=ModelStore(storage, settings.model_copies),
        taxpayers=chosen_register(settings),
        audit=Audit(db, clock, settings),
        seals=seals,
    )


def _pool_of_cache(settings: Settings, broker: GuardedPool) -> GuardedPool:
    """Connections to what may be forgotten: the cache, and the counts of the limits.

    On a server of its own they have a breaker of their own; on the queue's server they share what `broker` finds out.
    """
    if settings.redis_cache_url:
        return GuardedPool(settings.redis_cache_url)
    return GuardedPool(settings.redis_url, settings.redis_cache_db, breaker=broker.breaker)
