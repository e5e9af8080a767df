"""Looking at models: all of them, one, its versions and history, two side by side, and the file itself."""

from collections import Counter

from sqlalchemy import Connection, RowMapping

from app.model_registry.records import (
    Comparison,
    Event,
    Model,
    ModelFileAway,
    ModelVersion,
    Origin,
    Pointer,
    Refusal,
    Side,
    State,
    Validation,
)
from app.model_registry.repo import events as events_
from app.model_registry.repo import pointers, refusals, validations, versions
from app.model_registry.rules import comparison
from app.model_registry.service import finding
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from ml_models import bundle
from ml_models.contracts import Bundle, RefusedModel

WAITING = (State.CANDIDATE, State.VALIDATED, State.APPROVED)
MOST_EVENTS = 500


def listed(rt: Runtime) -> list[Model]:
    """Every model by name: those of files and those of rules."""
    with rt.db.transaction(Caller.service()) as tx:
        rows = {row["name"]: row for row in pointers.fetch_rows(tx)}
        grouped: dict[str, list[ModelVersion]] = {name: [] for name in rows}
        for version in versions.fetch_all(tx):
            grouped.setdefault(version.name, []).append(version)
        return [_model(tx, name, rows.get(name), grouped[name]) for name in sorted(grouped)]


def model(rt: Runtime, name: str) -> Model:
    """One model. Raises `UnknownModel`."""
    with rt.db.transaction(Caller.service()) as tx:
        row, known = pointers.fetch_row(tx, name), versions.fetch_all(tx, name)
        if row is None and not known:
            raise finding.unknown(tx, name)
        return _model(tx, name, row, known)


def versions_of(rt: Runtime, name: str) -> list[ModelVersion]:
    """The versions of a model, the newest first. Raises `UnknownModel`."""
    with rt.db.transaction(Caller.service()) as tx:
        known = versions.fetch_all(tx, name)
        if not known:
            finding.require_model(tx, name)
        return known


def one(rt: Runtime, name: str, version: int) -> ModelVersion:
    """One version. Raises `UnknownModel` or `UnknownVersion`."""
    with rt.db.transaction(Caller.service()) as tx:
        return finding.version(tx, name, version)


def validations_of(rt: Runtime, name: str, version: int) -> list[Validation]:
    """What was measured of a version, the latest first."""
    with rt.db.transaction(Caller.service()) as tx:
        return validations.fetch(tx, finding.version(tx, name, version).id)


def events(rt: Runtime, name: str, *, most: int = MOST_EVENTS) -> list[Event]:
    """What happened to the versions of a model, the latest first. Raises `UnknownModel`."""
    with rt.db.transaction(Caller.service()) as tx:
        if not versions.fetch_all(tx, name):
            finding.require_model(tx, name)
        return events_.fetch_latest(tx, name, most=most)


def refusals_of(rt: Runtime, name: str | None = None) -> list[Refusal]:
    """The files that were not taken, the latest first."""
    with rt.db.transaction(Caller.service()) as tx:
        return refusals.fetch_latest(tx, name)


def compare(rt: Runtime, name: str, a: int, b: int) -> Comparison:
    """Two versions side by side, with their latest validations. Raises `UnknownModel` or `UnknownVersion`."""
    with rt.db.transaction(Caller.service()) as tx:
        return comparison.compared(_side(tx, name, a), _side(tx, name, b))


def download(rt: Runtime, name: str, version: int) -> bytes:
    """The version as the one file that can be uploaded elsewhere. Raises `ModelFileAway` when the store lacks it."""
    with rt.db.transaction(Caller.service()) as tx:
        found = finding.learned(tx, name, version)
    try:
        content = rt.models.get(str(found.sha256))
        return bundle.written(Bundle(bundle.manifest_of(found.manifest), content, found.signature))
    except RefusedModel as refused:
        raise ModelFileAway(refused.reason) from refused


def _side(tx: Connection, name: str, version: int) -> Side:
    found = finding.version(tx, name, version)
    return Side(found, validations.fetch_latest(tx, found.id))


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
