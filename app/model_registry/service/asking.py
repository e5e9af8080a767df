"""Asking the worker to validate a version or to train a new one: one job at a time for each."""

from uuid import UUID

from sqlalchemy import Connection, text

from app.model_registry.records import Actor, ModelVersion
from app.model_registry.service import finding
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime

VALIDATE, RETRAIN = "models.validate", "models.retrain"
LATEST_VALIDATION = text(
    "select id from jobs where name = :job and payload ->> 'name' = :name and payload ->> 'version' = :version"
    " order by created_at desc, id limit 1"
)


def validation(rt: Runtime, name: str, version: int, *, actor: Actor) -> UUID:
    """The id of the job that validates this version; the one under way if there is one."""
    with rt.db.transaction(Caller.service()) as tx:
        return ask_for_validation(rt, tx, finding.learned(tx, name, version), actor=actor)


def ask_for_validation(rt: Runtime, tx: Connection, version: ModelVersion, *, actor: Actor) -> UUID:
    """The same within a transaction, after which the job leaves."""
    return rt.jobs.enqueue(
        tx,
        VALIDATE,
        caller=_on_behalf_of(actor),
        business_id=None,
        payload={"name": version.name, "version": version.version},
        key=f"{VALIDATE}:{version.name}:{version.version}",
    )


def retraining(rt: Runtime, name: str, *, actor: Actor, is_anyway: bool = False, seed: int | None = None) -> UUID:
    """The id of the job that trains a new version of `name`; the one under way if there is one.

    `is_anyway` trains without enough new labels, too; another `seed` draws other examples.
    """
    asked = {"anyway": True if is_anyway else None, "seed": seed}
    with rt.db.transaction(Caller.service()) as tx:
        finding.require_model(tx, name)
        return rt.jobs.enqueue(
            tx,
            RETRAIN,
            caller=_on_behalf_of(actor),
            business_id=None,
            payload={"name": name} | {key: value for key, value in asked.items() if value is not None},
            key=f"{RETRAIN}:{name}",
        )


def validation_job(rt: Runtime, version: ModelVersion) -> UUID | None:
    """The latest job that validates or validated this version, while it is kept."""
    values = {"job": VALIDATE, "name": version.name, "version": str(version.version)}
    with rt.db.transaction(Caller.service()) as tx:
        found: UUID | None = tx.execute(LATEST_VALIDATION, values).scalar()
    return found


def _on_behalf_of(actor: Actor) -> Caller:
    """The service's rights; the job carries who asked, so that this person can watch it."""
    return Caller(actor.user_id, "service_role", claims={"role": "service_role"})
