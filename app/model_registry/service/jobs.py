"""The jobs about models: validating a version and training a new one. One at a time for each is asked of the worker."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from app.model_registry.records import Actor, ModelVersion
from app.model_registry.repo import jobs as repo
from app.model_registry.service import lookup
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime

VALIDATE, RETRAIN = "models.validate", "models.retrain"


def ask_for_validation(rt: Runtime, name: str, version: int, *, actor: Actor) -> UUID:
    """The id of the job that validates this version; the one under way if there is one."""
    with rt.db.transaction(Caller.service()) as tx:
        return enqueue_validation(rt, tx, lookup.learned(tx, name, version), actor=actor)


def enqueue_validation(rt: Runtime, tx: Connection, version: ModelVersion, *, actor: Actor) -> UUID:
    """The same within a transaction, after which the job leaves."""
    return rt.jobs.enqueue(
        tx,
        VALIDATE,
        caller=_on_behalf_of(actor),
        business_id=None,
        payload={"name": version.name, "version": version.version, "began": version.state},
        key=f"{VALIDATE}:{version.name}:{version.version}",
    )


def ask_for_retraining(
    rt: Runtime, name: str, *, actor: Actor, is_anyway: bool = False, seed: int | None = None
) -> UUID:
    """The id of the job that trains a new version of `name`; the one under way if there is one.

    `is_anyway` trains without enough new labels, too; another `seed` draws other examples.
    """
    asked = {"anyway": True if is_anyway else None, "seed": seed}
    with rt.db.transaction(Caller.service()) as tx:
        lookup.require_model(tx, name)
        return rt.jobs.enqueue(
            tx,
            RETRAIN,
            caller=_on_behalf_of(actor),
            business_id=None,
            payload={"name": name} | {key: value for key, value in asked.items() if value is not None},
            key=f"{RETRAIN}:{name}",
        )


def latest_validation(rt: Runtime, version: ModelVersion) -> UUID | None:
    """The latest job that validates or validated this version, while it is kept."""
    with rt.db.transaction(Caller.service()) as tx:
        return repo.fetch_latest(tx, VALIDATE, version)


def last_training_asked(rt: Runtime, name: str) -> datetime | None:
    """When a training of the model was last asked for, while that job is kept."""
    with rt.db.transaction(Caller.service()) as tx:
        return repo.fetch_last_asked(tx, RETRAIN, name)


def _on_behalf_of(actor: Actor) -> Caller:
    """The service's rights; the job carries who asked, so that this person can watch it."""
    return Caller(actor.user_id, "service_role", claims={"role": "service_role"})
