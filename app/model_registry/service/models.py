"""What each learned model is for and how it is retrained: the code says it, the registry keeps it for whoever looks."""

from collections.abc import Iterable
from datetime import datetime

from app.model_registry.records import Learner
from app.model_registry.repo import pointers
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime


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
