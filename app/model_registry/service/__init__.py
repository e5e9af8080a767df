"""The uses of the registry, one file each; what every capability calls is here by name."""

from app.model_registry.service.counting import record
from app.model_registry.service.figures import accuracies, performance, production
from app.model_registry.service.measuring import MEASURING_SEED, measure, unmeasured
from app.model_registry.service.reports import load_reports, probe, serving_versions

__all__ = [
    "MEASURING_SEED",
    "accuracies",
    "load_reports",
    "measure",
    "performance",
    "probe",
    "production",
    "record",
    "serving_versions",
    "unmeasured",
]
