"""The uses of the registry, a folder for each kind; what every capability calls is here by name."""

from app.model_registry.service.judging.counting import record
from app.model_registry.service.judging.figures import accuracies, drifts, performance
from app.model_registry.service.judging.measuring import MEASURING_SEED, measure, unmeasured
from app.model_registry.service.serving.reports import load_reports, probe, serving_versions, standing

__all__ = [
    "MEASURING_SEED",
    "accuracies",
    "drifts",
    "load_reports",
    "measure",
    "performance",
    "probe",
    "record",
    "serving_versions",
    "standing",
    "unmeasured",
]
