"""The uses of the registry, one file each; what every capability calls is here by name."""

from app.model_registry.service.counting import record
from app.model_registry.service.figures import accuracies, performance, probe, production
from app.model_registry.service.measuring import MEASURING_SEED, measure, unmeasured

__all__ = ["MEASURING_SEED", "accuracies", "measure", "performance", "probe", "production", "record", "unmeasured"]
