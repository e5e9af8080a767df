"""The versions: those of a model, what was measured of one and happened to it, two side by side, and the file."""

from sqlalchemy import Connection

from app.model_registry.records import (
    Comparison,
    Event,
    ModelFileAway,
    ModelVersion,
    Refusal,
    Side,
    Validation,
)
from app.model_registry.repo import events as events_
from app.model_registry.repo import refusals, validations, versions
from app.model_registry.rules import comparison
from app.model_registry.service import lookup
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from ml_models import bundle
from ml_models.contracts import Bundle, RefusedModel

MOST_EVENTS = 500


def listed(rt: Runtime, name: str) -> list[ModelVersion]:
    """The versions of a model, the newest first. Raises `UnknownModel`."""
    with rt.db.transaction(Caller.service()) as tx:
        known = versions.fetch_all(tx, name)
        if not known:
            lookup.require_model(tx, name)
        return known


def one(rt: Runtime, name: str, version: int) -> ModelVersion:
    """One version. Raises `UnknownModel` or `UnknownVersion`."""
    with rt.db.transaction(Caller.service()) as tx:
        return lookup.version(tx, name, version)


def validations_of(rt: Runtime, name: str, version: int) -> list[Validation]:
    """What was measured of a version, the latest first."""
    with rt.db.transaction(Caller.service()) as tx:
        return validations.fetch(tx, lookup.version(tx, name, version).id)


def events(rt: Runtime, name: str, *, most: int = MOST_EVENTS) -> list[Event]:
    """What happened to the versions of a model, the latest first. Raises `UnknownModel`."""
    with rt.db.transaction(Caller.service()) as tx:
        if not versions.fetch_all(tx, name):
            lookup.require_model(tx, name)
        return events_.fetch_latest(tx, name, most=most)


def events_of_all(rt: Runtime, *, most: int) -> list[Event]:
    """What happened lately to the versions of any model, the latest first: who did what."""
    with rt.db.transaction(Caller.service()) as tx:
        return events_.fetch_latest_of_all(tx, most=most)


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
        found = lookup.learned(tx, name, version)
    try:
        content = rt.models.get(str(found.sha256))
        return bundle.written(Bundle(bundle.manifest_of(found.manifest), content, found.signature))
    except RefusedModel as refused:
        raise ModelFileAway(refused.reason) from refused


def _side(tx: Connection, name: str, version: int) -> Side:
    found = lookup.version(tx, name, version)
    return Side(found, validations.fetch_latest(tx, found.id))
