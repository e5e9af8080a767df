"""What the model store costs: the look at the pointers, loading, validation, and a promotion under load."""

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from uuid import uuid4

from sqlalchemy import text

from app.model_registry.records import ModelVersion
from app.model_registry.repo import versions
from app.model_registry.service import jobs, serving
from app.model_registry.service.serving import loading
from app.model_registry.service.serving.routes import POLL_SECONDS
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from scripts import waiting
from scripts.bench import rivals
from scripts.bench.promotion import Phone, Promoted, under_load

LOOKS = 10_000
READINGS = 200
REQUESTS_A_SECOND = 10
LOADS = 5
IMPORT_SECONDS = 60.0
VALIDATION_SECONDS = 600.0
QUIET_SECONDS = 180.0
IS_BUSY = "select exists (select from jobs where state in ('queued', 'running'))"
CHANGE = text(
    "update invoices set updated_at = now() where user_id = (select user_id from businesses where id = :business_id)"
)


def in_production(rt: Runtime, names: Sequence[str]) -> list[ModelVersion]:
    """The versions of these models that serve, awaited: the worker enters the shipped ones soon after its start."""

    def found() -> list[ModelVersion]:
        with rt.db.transaction(Caller.service()) as tx:
            asked = [versions.fetch_production(tx, name) for name in names]
        return [version for version in asked if version]

    waiting.came_true(lambda: len(found()) == len(names), within=IMPORT_SECONDS)
    return found()


def await_quiet(rt: Runtime) -> None:
    """Returns when no job is under way: the worker has much to do after a first start. Raises `NotInTime`."""
    waiting.until(lambda: rt.db.value(IS_BUSY, {}) != "t", within=QUIET_SECONDS, what="rest of the worker")


def promoted_under_load(rt: Runtime, phone: Phone) -> Promoted:
    """What people meet who ask while another scorer of pairs is promoted."""
    rivals.promote(rt, rivals.registered(rt, 1))
    new = rivals.registered(rt, 2)
    time.sleep(POLL_SECONDS * 2)
    change = partial(_change_books, rt, phone.business_id)
    return under_load(phone, change_books=change, promote=partial(rivals.promote, rt, new))


def look_ms(rt: Runtime, names: Sequence[str]) -> float:
    """Milliseconds that one of ten requests a second pays for knowing what serves: its look, and its part of reading
    the pointers anew."""
    business_id = uuid4()
    serving.refresh(rt)
    look = statistics.median(_timed(lambda: serving.version(rt, "rules-1", *names, business_id=business_id), LOOKS))
    reading = statistics.median(_timed(lambda: serving.refresh(rt), READINGS))
    return (look + reading / (REQUESTS_A_SECOND * POLL_SECONDS)) * 1000


def load_ms(rt: Runtime, version: ModelVersion) -> float:
    """Milliseconds from the registry's row to a model that has answered its smoke test, its libraries imported."""
    return statistics.median(_timed(lambda: loading.load(rt, version.id), LOADS + 1)[1:]) * 1000


def validation_seconds(rt: Runtime, version: ModelVersion) -> float:
    """Seconds of its validation, from asking for the job to its end. Raises `RuntimeError` when it fails."""
    began = time.monotonic()
    job = rt.jobs.run(
        jobs.VALIDATE,
        caller=Caller.service(),
        business_id=None,
        payload={"name": version.name, "version": version.version},
        wait_seconds=VALIDATION_SECONDS,
    )
    if job.state != "done":
        raise RuntimeError(f"the validation of {version.label} ended as {job.state}: {job.error}")
    return time.monotonic() - began


def _timed(action: Callable[[], object], times: int) -> list[float]:
    return list(_seconds(action, times))


def _seconds(action: Callable[[], object], times: int) -> Iterator[float]:
    for _ in range(times):
        began = time.perf_counter()
        action()
        yield time.perf_counter() - began


def _change_books(rt: Runtime, business_id: str) -> None:
    with rt.db.transaction(Caller.service()) as tx:
        tx.execute(CHANGE, {"business_id": business_id})
