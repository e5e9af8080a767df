"""The nouns of the registry."""

from app.model_registry.records.learners import Learner, Observed, Outcome, Policy
from app.model_registry.records.performance import Evaluator, Outcomes, Performance, Score, ServingModel, Usage
from app.model_registry.records.serving import Loaded, Observation, Served
from app.model_registry.records.versions import (
    Actor,
    Event,
    EventKind,
    ModelRefused,
    ModelVersion,
    Origin,
    Pointer,
    State,
    StepNotAllowed,
    UnknownModel,
    UnknownVersion,
)

__all__ = [
    "Actor",
    "Evaluator",
    "Event",
    "EventKind",
    "Learner",
    "Loaded",
    "ModelRefused",
    "ModelVersion",
    "Observation",
    "Observed",
    "Origin",
    "Outcome",
    "Outcomes",
    "Performance",
    "Pointer",
    "Policy",
    "Score",
    "Served",
    "ServingModel",
    "State",
    "StepNotAllowed",
    "UnknownModel",
    "UnknownVersion",
    "Usage",
]
