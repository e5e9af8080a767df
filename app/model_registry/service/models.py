"""The models: what each one is for, what serves of it, and how it is retrained.

What a learned model is for and how it is retrained its code says; the registry keeps it for whoever looks.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, RowMapping

from app.model_registry.records import Learner, Model, ModelVersion, Origin, Pointer, State
from app.model_registry.repo import pointers, versions
from app.model_registry.service import lookup
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime

WAITING = (State.CANDIDATE, State.VALIDATED, State.APPROVED)


def listed(rt: Runtime) -> list[Model]:
    """Every model by name: those of files and those of rules."""
    with rt.db.transaction(Caller.service()) as tx:
        rows = {row["name"]: row for row in pointers.fetch_rows(tx)}
        grouped: dict[str, list[ModelVersion]] = {name: [] for name in rows}
        for version in versions.fetch_all(tx):
            grouped.setdefault(version.name, []).append(version)
        return [_model(tx, name, rows.get(name), grouped[name]) for name in sorted(grouped)]


def one(rt: Runtime, name: str) -> Model:
    """One model. Raises `UnknownModel`."""
    with rt.db.transaction(Caller.service()) as tx:
        row, known = pointers.fetch_row(tx, name), versions.fetch_all(tx, name)
        if row is None and not known:
            raise lookup.unknown(tx, name)
        return _model(tx, name, row, known)


def describe(rt: Runtime, learners: Iterable[Learner], *, now: datetime) -> None:
    """Enters the models of `learners`, so that files can be versions of them; writes only what has changed."""
    with rt.db.transaction(Caller.service()) as tx:
        for learner in learners:
            pointers.describe(
                tx,
                name=learner.name,
                title=learner.title,
                purpose=learner.purpose,
                promotes_itself=learner.policy.promotes_itself,
                retrain_cron=learner.policy.retrain_cron,
                least_new_labels=learner.policy.least_new_labels,
                now=now,
            )


def _model(tx: Connection, name: str, row: RowMapping | None, known: list[ModelVersion]) -> Model:
    states = Counter(version.state for version in known)
    production = next((version for version in known if version.state is State.PRODUCTION), None)
    return Model(
        name=name,
        title=row["title"] if row else "",
        purpose=row["purpose"] if row else "",
        is_learned=row is not None or any(version.origin is not Origin.CODE for version in known),
        pointer=pointers.pointer(tx, row) if row else Pointer(name, 0, production, None, None, 0.0),
        latest=known[0] if known else None,
        version_count=len(known),
        waiting=sum(states[state] for state in WAITING),
        retrain_cron=row["retrain_cron"] if row else "",
        least_new_labels=int(row["least_new_labels"]) if row else 0,
        promotes_itself=bool(row["promotes_itself"]) if row else False,
    )
