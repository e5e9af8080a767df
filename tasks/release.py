"""What a release brings along: models that were trained for it, and what each model is for.

And how a deployment knows that the new workers work: a job that they alone answer with their version.
"""

from typing import Any

from app.model_registry.service import models
from app.model_registry.service.files import shipped
from app.runtime.runtime import Runtime
from tasks.learners import LEARNERS, Learners, everyone


def take_models(rt: Runtime, *, learners: Learners = LEARNERS) -> None:
    """Enters the learned models and takes their shipped files; one of them serves where nobody chose another."""
    now = rt.clock.now()
    models.describe(rt, everyone(learners), now=now)
    shipped.import_new(rt, now=now)


def tell_version(rt: Runtime, **_: Any) -> dict[str, str]:
    """Answers with the version of the worker that carried it out, and stores nothing. Safe to run twice."""
    return {"version": rt.settings.app_version}
