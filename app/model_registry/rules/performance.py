"""What may be said about a model: outcomes that people told us once there are any, until then its measured score."""

from app.model_registry.records import Outcomes, Performance, ServingModel, Usage
from ml_models.contracts import Kind

FROM_OUTCOMES = "outcomes"
FROM_VALIDATION = "validation"
OUTCOMES_MEASURE = "share of judged answers that people confirmed or found helpful"
LEARNED_MEASURE = "share of predictions that came true as said at the serving threshold"


def performance(model: ServingModel, usage: Usage, outcomes: Outcomes) -> Performance | None:
    """The model's figures; None when nothing about it was ever measured, since a figure would be made up.

    One that people have judged is told of in any case; its time is 0 as long as nobody took it.
    """
    if outcomes.judged:
        accuracy, source, measure = outcomes.correct / outcomes.judged, FROM_OUTCOMES, measure_of(model)
    elif model.score:
        accuracy, source, measure = model.score.accuracy, FROM_VALIDATION, model.score.measure
    else:
        return None
    took_ms = response_time_ms(model, usage)
    if took_ms is None and not outcomes.judged:
        return None
    moments = [moment for moment in (model.measured_at, outcomes.last_at) if moment]
    return Performance(
        model_name=model.name,
        model_type=model.type,
        model_version=model.version,
        accuracy_score=round(accuracy, 4),
        accuracy_source=source,
        accuracy_measure=measure,
        last_updated=max(moments),
        total_predictions=outcomes.judged,
        correct_predictions=outcomes.correct,
        response_time_ms=took_ms or 0.0,
        served_predictions=usage.predictions,
    )


def measure_of(model: ServingModel) -> str:
    """What its outcomes are a share of: a learned model says chances, rules give answers."""
    return LEARNED_MEASURE if model.type in set(Kind) else OUTCOMES_MEASURE


def response_time_ms(model: ServingModel, usage: Usage) -> float | None:
    """Milliseconds of one computed answer: the mean of those served, before the first one what measuring took."""
    if usage.answers:
        return round(usage.total_ms / usage.answers, 2)
    return round(model.score.took_ms, 2) if model.score and model.score.took_ms is not None else None
