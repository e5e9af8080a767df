"""One probe a component. Each asks the component itself and returns what it found, or raises."""

import importlib.util
from collections.abc import Callable, Mapping

import redis
from sqlalchemy import text

from app.runtime import migrations
from app.runtime.backups import noted
from app.runtime.identity import Caller
from app.runtime.outgoing.client import Bounds, client
from app.runtime.runtime import Runtime
from app.runtime.settings import doors

Probe = Callable[[Runtime], str]
HEARTBEAT_KEY = "worker:heartbeat"
HEARTBEAT_SECONDS = 60
UNFILTERED = "beats; opens files without a filter of system calls: this machine has no seccomp"
BOUNDS = Bounds(seconds=3.0, most_bytes=64 * 1024)


class Unwell(Exception):
    """The component answers, and not as it should; the message says what is wrong."""


def database(rt: Runtime) -> str:
    """PostgreSQL answers a query."""
    rt.db.ping()
    return "answers"


def schema(rt: Runtime) -> str:
    """Every file of `schema/` is applied."""
    with rt.db.transaction(Caller.service()) as tx:
        applied = set(tx.execute(text("select name from schema_migrations")).scalars())
    pending = [migration.name for migration in migrations.load(local=False) if migration.name not in applied]
    if pending:
        raise Unwell(f"not applied: {', '.join(pending)}")
    return "up to date"


def cache(rt: Runtime) -> str:
    """Redis answers a ping."""
    redis.Redis(connection_pool=rt.broker).ping()
    return "answers"


def cache_apart(rt: Runtime) -> str:
    """The cache's own Redis answers a ping."""
    redis.Redis(connection_pool=rt.cache_pool).ping()
    return "answers"


def worker(rt: Runtime) -> str:
    """A worker has carried out the heartbeat job within the last minute."""
    beat = redis.Redis(connection_pool=rt.broker).get(HEARTBEAT_KEY)
    if beat is None:
        raise Unwell(f"no heartbeat for {HEARTBEAT_SECONDS} seconds")
    return UNFILTERED if beat == UNFILTERED.encode() else "beats"


def storage(rt: Runtime) -> str:
    """The object store takes and gives back a few bytes."""
    rt.storage.check()
    return type(rt.storage).__name__


def backup(rt: Runtime) -> str:
    """The newest backup is no older than a day and a bit. Before the first there is nothing to miss."""
    known = noted.present(rt)
    if known.failed_at:
        raise Unwell(f"none could be made at {known.failed_at:%Y-%m-%d %H:%M %Z}; flask backup list says why")
    if known.is_overdue(rt.clock.now()):
        raise Unwell(f"the newest is of {known.begun_at:%Y-%m-%d %H:%M %Z}")
    return f"the newest is of {known.begun_at:%Y-%m-%d %H:%M %Z}" if known.begun_at else "none yet"


def ocr(rt: Runtime) -> str:
    """The OCR engine is installed (it is loaded by the worker alone)."""
    if importlib.util.find_spec("rapidocr") is None:
        raise Unwell("not installed: pip install -r requirements-ocr.txt")
    return "installed"


def supabase(rt: Runtime) -> str:
    """The Supabase project's identity service answers."""
    with client(doors.door(rt.settings, "SUPABASE_URL"), BOUNDS) as asking:
        answer = asking.get(f"{rt.settings.supabase_url}/auth/v1/health", headers=_public_key(rt))
    if answer.status_code >= 500:
        raise Unwell(f"answers {answer.status_code}")
    return f"answers {answer.status_code}"


def gst(rt: Runtime) -> str:
    """The register of taxpayers is not known to be away. A probe asks it nothing: each answer is paid for."""
    if rt.taxpayers.is_away:
        raise Unwell("does not answer; numbers are checked by themselves")
    return "not known to be away"


def of(rt: Runtime) -> Mapping[str, Probe]:
    """The probes of what this process uses, by component."""
    found: dict[str, Probe] = {
        "database": database,
        "schema": schema,
        "redis": cache,
        "worker": worker,
        "storage": storage,
        "ocr": ocr,
        "backup": backup,
    }
    if rt.settings.redis_cache_url:
        found["redis_cache"] = cache_apart
    if rt.settings.supabase_url:
        found["supabase"] = supabase
    if rt.taxpayers.is_on:
        found["gst"] = gst
    return found


def _public_key(rt: Runtime) -> dict[str, str]:
    return {"apikey": rt.settings.supabase_anon_key} if rt.settings.supabase_anon_key else {}
