"""How candidates for the late-payment scorer are compared. A fold hides whole businesses."""

from collections.abc import Mapping
from typing import Any

from sklearn.metrics import log_loss

from ml_models.late_payment import estimator
from ml_models.tabular import Examples, fold_of


def fold_score(examples: Examples, parameters: Mapping[str, Any], fold: int, seed: int) -> float:
    """Minus the log loss on the businesses of `fold` (0 to 2), trained on the others: chances have to come true."""
    is_judging = fold_of(examples.groups, seed) == fold
    judged = examples.where(is_judging)
    if not judged.truth.size:
        return 0.0
    model = estimator.fitted(examples.where(~is_judging), parameters, seed)
    return -float(log_loss(judged.truth, model.predict_proba(judged.inputs)[:, 1], labels=[False, True]))
