"""An evaluation as JSON, both ways: kept beside the version, shown in the console, compared with the next one."""

from collections.abc import Mapping
from dataclasses import asdict
from math import isfinite
from typing import Any

from ml_models.evaluation.records import (
    Evaluation,
)
from ml_models.evaluation.titles import title

ACCURACIES = ("f1", "span_f1", "share_right", "top_1")
"""Which metric stands for the accuracy of a model until outcomes are known: the first that is defined."""


def as_mapping(evaluation: Evaluation) -> dict[str, Any]:
    """Plain JSON with the names of the records. What is no number (NaN) becomes null, which JSON can say."""
    found: dict[str, Any] = _sayable(asdict(evaluation))
    return found


def metrics_mapping(evaluation: Evaluation) -> dict[str, dict[str, float]]:
    """The metrics as a manifest and the list of versions keep them: by name value, low, high and cases."""
    return {
        one.name: {"value": one.value, "low": one.low, "high": one.high, "cases": one.cases}
        for one in evaluation.metrics
        if isfinite(one.value)
    }


def summary(evaluation: Evaluation) -> dict[str, Any]:
    """The metrics, and plain figures beside them: what performance shows, and at which threshold serving says yes."""
    found: dict[str, Any] = with_accuracy(metrics_mapping(evaluation)) | {"primary": evaluation.primary}
    if evaluation.threshold is not None:
        found["threshold"] = evaluation.threshold
    if evaluation.calibration:
        found["ece"] = evaluation.calibration.ece
    if evaluation.cost:
        found["took_ms"] = evaluation.cost.one_ms
    return found


def with_accuracy(metrics: Mapping[str, Mapping[str, float]]) -> dict[str, Any]:
    """The metrics as a manifest keeps them, and beside them, in plain figures, the one that stands for accuracy."""
    name = next((one for one in ACCURACIES if one in metrics), None)
    if name is None:
        return dict(metrics)
    metric = metrics[name]
    return dict(metrics) | {"accuracy": metric["value"], "cases": int(metric["cases"]), "measure": title(name)}


def _sayable(found: Any) -> Any:
    if isinstance(found, float):
        return found if isfinite(found) else None
    if isinstance(found, dict):
        return {name: _sayable(value) for name, value in found.items()}
    return [_sayable(one) for one in found] if isinstance(found, list | tuple) else found
