"""How strengths of the prior are compared. A fold hides whole businesses."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sklearn.metrics import log_loss

from ml_models.alert_confidence import estimator
from ml_models.alert_confidence.records import AlertExamples
from ml_models.tabular import fold_of


def fold_score(
    examples: AlertExamples,
    parameters: Mapping[str, Any],
    fold: int,
    seed: int,
    *,
    names: Sequence[str],
    types: Sequence[str],
    learned: Collection[str] = (),
) -> float:
    """Minus the log loss on the businesses of `fold` (0 to 2), trained on the others."""
    is_judging = fold_of(examples.groups, seed) == fold
    judged = examples.where(is_judging)
    if not judged.truth.size:
        return 0.0
    model = estimator.fitted(examples.where(~is_judging), parameters, seed, names=names, types=types, learned=learned)
    return -float(log_loss(judged.truth, model.predict_proba(judged.inputs)[:, 1], labels=[False, True]))
