"""Small real models for tests of what keeps and serves them: two inputs, fitted in a millisecond, written as skops."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine

from app.model_registry.records import Actor, EventKind, ModelVersion, Origin, State
from app.model_registry.repo import events, pointers, versions
from app.model_registry.service import serving
from app.model_registry.service.files import registering
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from ml_models import bundle, formats, predicting
from ml_models.contracts import Bundle, Kind, Task
from tests import shops

FEATURES = ("likeness", "days_apart")
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TESTER = Actor("tests")
ROWS = [[0.0, 9.0], [0.2, 8.0], [0.8, 1.0], [1.0, 0.0]]


def name() -> str:
    """A model that no other test knows."""
    return f"tiny_{uuid4().hex[:12]}"


def fitted(seed: int = 1) -> Any:
    """A model whose chances differ by seed."""
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=float(seed)).fit(ROWS, [0, 0, 1, 1])


def bundled(model_name: str, *, seed: int = 1, features: Sequence[str] = FEATURES) -> Bundle:
    """The model of this seed as it travels, unsigned and without a version."""
    model = fitted(seed)
    return bundle.bundled(
        formats.dump(Kind.SKOPS, model),
        name=model_name,
        kind=Kind.SKOPS,
        task=Task.BINARY,
        frameworks=formats.frameworks(Kind.SKOPS),
        features=tuple(features),
        seed=seed,
        smoke=predicting.smoke_for(Task.BINARY, model, ROWS),
        created_at=NOW,
    )


def registered(rt: Runtime, model_name: str, *, made: Bundle | None = None, **options: Any) -> ModelVersion:
    """A version that passed."""
    made = made or bundled(model_name, **options)
    version = registering.register(rt, model_name, made, origin=Origin.UPLOAD, actor=TESTER, now=NOW)
    with rt.db.transaction(Caller.service()) as tx:
        return versions.move(tx, version.id, State.VALIDATED, NOW)


def promoted(rt: Runtime, version: ModelVersion, *, kind: EventKind = EventKind.PROMOTED) -> ModelVersion:
    """The version in production, whatever its state was: as by hand in the database."""
    with rt.db.transaction(Caller.service()) as tx:
        versions.lock(tx, version.name)
        before = versions.fetch_production(tx, version.name)
        if before:
            versions.move(tx, before.id, State.ARCHIVED, NOW)
        moved = versions.move(tx, version.id, State.PRODUCTION, NOW)
        events.append(tx, version, kind, to_state=State.PRODUCTION, actor=TESTER, reason="a test", now=NOW)
        pointers.announce(tx, version.name, NOW)
    return moved


@contextmanager
def in_production(rt: Runtime, engine: Engine) -> Iterator[Callable[[Bundle], ModelVersion]]:
    """Puts models into production; afterwards none of them serves, so that other tests find it so."""
    put: list[ModelVersion] = []

    def promote(made: Bundle) -> ModelVersion:
        put.append(promoted(rt, registered(rt, made.manifest.name, made=made)))
        serving.refresh(rt)
        return put[-1]

    try:
        yield promote
    finally:
        for version in put:
            retired(engine, version.id)
        serving.refresh(rt)


def canaried(rt: Runtime, version: ModelVersion, share: float) -> None:
    """Lets the version answer for a share of the businesses."""
    with rt.db.transaction(Caller.service()) as tx:
        pointers.save_canary(tx, version.name, version.id, share, NOW)


def shadowed(rt: Runtime, version: ModelVersion) -> None:
    """Lets the version watch."""
    with rt.db.transaction(Caller.service()) as tx:
        pointers.save_shadow(tx, version.name, version.id, NOW)


def retired(engine: Engine, model_id: UUID) -> None:
    """Takes a version out of production by hand, so that it does not serve in later tests."""
    shops.execute(engine, "update ml_models set state = 'archived' where id = :id", {"id": model_id})


def out_of_service(engine: Engine, model_name: str) -> None:
    """Takes the whole model out of service by hand: none of its versions answers or watches in later tests."""
    follows_nothing = "shadow_id = null, canary_id = null, canary_share = 0"
    shops.execute(engine, f"update ml_model_pointers set {follows_nothing} where name = :name", {"name": model_name})
    shops.execute(engine, "update ml_models set state = 'archived' where name = :name", {"name": model_name})
