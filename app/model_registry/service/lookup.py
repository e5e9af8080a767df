"""The version that somebody means, or why there is none."""

from sqlalchemy import Connection

from app.model_registry.records import ModelVersion, Origin, StepNotAllowed, UnknownModel, UnknownVersion
from app.model_registry.repo import pointers, versions
from app.model_registry.wording import steps as wording


def version(tx: Connection, name: str, number: int) -> ModelVersion:
    """One version. Raises `UnknownModel` or `UnknownVersion`."""
    found = versions.fetch(tx, name, number)
    if found is None:
        raise UnknownVersion if versions.fetch_all(tx, name) else unknown(tx, name)
    return found


def learned(tx: Connection, name: str, number: int) -> ModelVersion:
    """One version that is a file. Raises `StepNotAllowed` for rules, which come with the code."""
    found = version(tx, name, number)
    if found.origin is Origin.CODE:
        raise StepNotAllowed(wording.comes_with_code(found))
    return found


def require_model(tx: Connection, name: str) -> None:
    """Raises `UnknownModel` unless files can be versions of `name`; `StepNotAllowed` for a model of rules."""
    if pointers.fetch_row(tx, name) is None:
        rules = versions.fetch_production(tx, name)
        raise StepNotAllowed(wording.comes_with_code(rules)) if rules else unknown(tx, name)


def unknown(tx: Connection, name: str) -> UnknownModel:
    """Says which models there are."""
    return UnknownModel(wording.unknown_model(name, [row["name"] for row in pointers.fetch_rows(tx)]))
