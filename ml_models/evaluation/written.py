"""An evaluation as JSON, both ways: kept beside the version, shown in the console, compared with the next one."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from ml_models.evaluation.records import (
    Behaviour,
    Calibration,
    Cost,
    Drift,
    Evaluation,
    Metric,
    ReliabilityBin,
    Slice,
)


def as_mapping(evaluation: Evaluation) -> dict[str, Any]:
    """Plain JSON with the names of the records."""
    return asdict(evaluation)


def evaluation_of(found: Mapping[str, Any]) -> Evaluation:
    """The evaluation that was written; what an older release did not write is left out."""
    return Evaluation(
        primary=found["primary"],
        metrics=_metrics(found["metrics"]),
        cases=found["cases"],
        data_fingerprint=found["data_fingerprint"],
        calibration=_calibration(found.get("calibration")),
        slices=tuple(
            Slice(one["name"], one["cases"], _metrics(one["metrics"]), one.get("note", ""))
            for one in found.get("slices", ())
        ),
        behaviours=tuple(Behaviour(**one) for one in found.get("behaviours", ())),
        drift=tuple(Drift(**one) for one in found.get("drift", ())),
        confusion=found.get("confusion") or {},
        cost=Cost(**found["cost"]) if found.get("cost") else None,
        threshold=found.get("threshold"),
        notes=tuple(found.get("notes", ())),
    )


def metrics_mapping(evaluation: Evaluation) -> dict[str, dict[str, float]]:
    """The metrics as a manifest and the list of versions keep them: by name value, low, high and cases."""
    return {
        one.name: {"value": one.value, "low": one.low, "high": one.high, "cases": one.cases}
        for one in evaluation.metrics
    }


def _metrics(found: Any) -> tuple[Metric, ...]:
    return tuple(Metric(**one) for one in found)


def _calibration(found: Mapping[str, Any] | None) -> Calibration | None:
    if found is None:
        return None
    return Calibration(found["ece"], tuple(ReliabilityBin(**one) for one in found["bins"]))
