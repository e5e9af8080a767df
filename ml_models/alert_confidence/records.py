"""Alerts with their truth, for training."""

from dataclasses import dataclass

from ml_models.evaluation.arrays import BoolArray
from ml_models.tabular import Examples


@dataclass(frozen=True, eq=False)
class AlertExamples(Examples):
    """Alerts, and whether each was right. answered : (n,) whether an owner said so, rather than a generator."""

    answered: BoolArray
