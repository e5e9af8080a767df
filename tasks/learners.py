"""Every learned model of this service: what is retrained, validated, watched. Only tasks know all capabilities."""

from collections.abc import Callable, Iterable

from app.compliance import training as compliance
from app.fraud import training as fraud
from app.insights import training as insights
from app.invoices import training as invoices
from app.model_registry.records import Learner, UnknownModel

Learners = Iterable[Callable[[], Learner]]

LEARNERS: tuple[Callable[[], Learner], ...] = (
    compliance.learner,
    fraud.learner,
    fraud.confidence_learner,
    insights.learner,
    invoices.learner,
    invoices.receipts_learner,
    invoices.confidence_learner,
)


def everyone(learners: Learners = LEARNERS) -> list[Learner]:
    """All learners, in the order in which they are listed."""
    return [learner() for learner in learners]


def one(name: str, learners: Learners = LEARNERS) -> Learner:
    """The learner of the model `name`. Raises `UnknownModel`."""
    for learner in everyone(learners):
        if learner.name == name:
            return learner
    raise UnknownModel
