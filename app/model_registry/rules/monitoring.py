"""What may be said of a version's predictions in a week, and of a shadow beside what serves."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.model_registry.records import BothSaid, Prediction, ShadowComparison, Watched
from ml_models.contracts import Shares
from ml_models.evaluation import calibration
from ml_models.evaluation.records import Drift

LEAST_OUTCOMES = 30
"""Below so many known outcomes a calibration error is mostly chance, and none is told."""

Drifts = Callable[[Sequence[Sequence[float]], Mapping[str, Shares], Sequence[str]], Sequence[Drift]]


def counts(version: Watched, predictions: Sequence[Prediction]) -> dict[str, Any]:
    """How many predictions, known outcomes and right ones there are, and when the last outcome became known."""
    known = [(one.probability, one.outcome) for one in predictions if one.outcome is not None]
    moments = [one.outcome_at for one in predictions if one.outcome_at]
    return {
        "predictions": len(predictions),
        "outcomes": len(known),
        "correct": sum(is_right(chance, outcome, version.threshold) for chance, outcome in known),
        "last_outcome_at": max(moments, default=None),
    }


def figures(version: Watched, predictions: Sequence[Prediction], drifts: Drifts) -> dict[str, Any]:
    """Calibration of the known outcomes, and the drift of the inputs; what few cases cannot tell is left out."""
    known = [(one.probability, one.outcome) for one in predictions if one.outcome is not None]
    found: dict[str, Any] = {}
    if known:
        found["predicted"] = sum(chance for chance, _ in known) / len(known)
        found["observed"] = sum(outcome for _, outcome in known) / len(known)
    measured = calibration.calibration(known) if len(known) >= LEAST_OUTCOMES else None
    if measured:
        found["ece"] = measured.ece
    rows = [row for one in predictions if (row := numbers(one.inputs, version.features)) is not None]
    drift = drifts(rows, training_shares(version.manifest), version.features) if rows else ()
    return found | ({"drift": {one.feature: one.psi for one in drift}} if drift else {})


def is_right(chance: float, outcome: bool, threshold: float) -> bool:
    """Whether what serving said at its threshold came true."""
    return (chance >= threshold) == outcome


def numbers(inputs: Any, features: Sequence[str]) -> list[float] | None:
    """The kept row of inputs, missing ones as NaN; None where they are text or of another version's shape."""
    if not isinstance(inputs, list) or not features or len(inputs) != len(features):
        return None
    if not all(one is None or isinstance(one, int | float) for one in inputs):
        return None
    return [float("nan") if one is None else float(one) for one in inputs]


def training_shares(manifest: Mapping[str, Any]) -> dict[str, Shares]:
    """How the manifest says each input was spread over the training rows."""
    told: Mapping[str, Mapping[str, Sequence[float]]] = manifest.get("inputs") or {}
    return {name: Shares(tuple(one["edges"]), tuple(one["shares"])) for name, one in told.items()}


def shadow_comparison(shadow: Watched, production: Watched, both: Sequence[BothSaid]) -> ShadowComparison:
    """The two versions on the subjects that both judged."""
    known = [(one, one.outcome) for one in both if one.outcome is not None]
    return ShadowComparison(
        shadow=shadow.label,
        production=production.label,
        subjects=len(both),
        agreed=sum((one.shadow >= shadow.threshold) == (one.production >= production.threshold) for one in both),
        mean_difference=sum(abs(one.shadow - one.production) for one in both) / max(len(both), 1),
        outcomes=len(known),
        shadow_correct=sum(is_right(one.shadow, outcome, shadow.threshold) for one, outcome in known),
        production_correct=sum(is_right(one.production, outcome, production.threshold) for one, outcome in known),
    )
