"""What a version must show before it may serve: rules as data, and a sentence for each.

A model's own gates are one line in `OF_MODEL`; all others hold for every model. Two versions are compared on the same
cases only. Figures are floors that the shipped models clear with room, so that a broken training is caught, not noise.
"""

from collections.abc import Iterable, Mapping

from ml_models.evaluation.records import Evaluation
from ml_models.judging import Gate, GateResult, Rule, judged

__all__ = ["DEFAULT", "OF_MODEL", "Gate", "GateResult", "Rule", "gates_of", "has_passed", "verdict"]

DEFAULT: tuple[Gate, ...] = (
    Gate("numbers", Rule.FINITE),
    Gate("not_worse", Rule.NOT_WORSE),
    Gate("calibration", Rule.AT_MOST, "ece", 0.06),
    Gate("behaviour", Rule.BEHAVES),
    Gate("slices", Rule.SLICES, limit=0.05),
    Gate("load_time", Rule.AT_MOST, "load_ms", 2000.0, " ms"),
    Gate("answer_time", Rule.AT_MOST, "one_ms", 50.0, " ms"),
    Gate("memory", Rule.AT_MOST, "memory_mb", 200.0, " MB"),
)
"""Times leave room for a busy machine; what a model really takes stands in its card and in `make bench`."""

OF_MODEL: Mapping[str, tuple[Gate, ...]] = {
    "alert_confidence": (Gate("floor", Rule.AT_MOST, "log_loss", 0.25),),
    "duplicate_pairs": (Gate("floor", Rule.AT_LEAST, "average_precision", 0.9),),
    "late_payment": (Gate("floor", Rule.AT_LEAST, "average_precision", 0.65),),
    "invoice_ner": (Gate("floor", Rule.AT_LEAST, "span_f1", 0.85),),
    "receipt_fields": (Gate("floor", Rule.AT_LEAST, "top_1", 0.8),),
    "field_confidence": (Gate("floor", Rule.AT_MOST, "log_loss", 0.2),),
    "hsn_words": (Gate("floor", Rule.AT_LEAST, "top_5", 0.85),),
}


def gates_of(name: str) -> tuple[Gate, ...]:
    """The gates that hold for model `name`."""
    return DEFAULT + OF_MODEL.get(name, ())


def verdict(name: str, candidate: Evaluation, production: Evaluation | None) -> tuple[GateResult, ...]:
    """Each gate with its sentence; passed when all are. `production` was measured on the same cases."""
    return tuple(judged(gate, candidate, production) for gate in gates_of(name))


def has_passed(results: Iterable[GateResult]) -> bool:
    """Whether every gate is passed."""
    return all(result.passed for result in results)
