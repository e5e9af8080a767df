"""A retrained version that goes live by itself, where the model's policy says so; all others wait for an admin."""

from datetime import datetime

from app.model_registry.records import ModelVersion, Origin, State
from app.model_registry.repo import pointers
from app.model_registry.service import actors
from app.model_registry.service.lifecycle import promotion
from app.model_registry.wording import training as wording
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime


def promoted(rt: Runtime, version: ModelVersion, *, now: datetime) -> ModelVersion:
    """The version, in production when it was retrained, has passed its gates and its model promotes itself."""
    if version.origin is not Origin.RETRAINED or version.state is not State.VALIDATED:
        return version
    with rt.db.transaction(Caller.service()) as tx:
        policy = pointers.fetch_policy(tx, version.name)
    if policy is None or not policy.promotes_itself:
        return version
    return promotion.promote(
        rt, version.name, version.version, actor=actors.WORKER, reason=wording.BY_POLICY, now=now, by_policy=True
    )
