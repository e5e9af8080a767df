"""How candidates for the scorer of pairs are compared.

A fold hides whole businesses and also a third of the ways to err: a scorer is worth what it makes of slips that it
was never shown, and on those it has been shown every candidate is good.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.metrics import log_loss

from ml_models.fraud import estimator
from ml_models.fraud.features import PairExamples
from ml_models.tabular import fold_of

MOST_CERTAIN = 0.99
"""No more is ever said, so no more is judged."""


def fold_score(
    examples: PairExamples, parameters: Mapping[str, Any], fold: int, seed: int, *, prior: Sequence[float]
) -> float:
    """Minus the log loss on the businesses and the ways to err of `fold` (0 to 2), trained on the others."""
    other_business = fold_of(examples.groups, seed) != fold
    is_known_kind = (fold_of(examples.kinds, seed) != fold) | (examples.kinds == "")
    model = estimator.fitted(examples.where(other_business & is_known_kind), parameters, seed, prior=prior)
    judged = examples.where(~other_business & (~is_known_kind | (examples.kinds == "")))
    if not judged.truth.size:
        return 0.0
    chances = np.minimum(model.predict_proba(judged.inputs)[:, 1], MOST_CERTAIN)
    return -float(log_loss(judged.truth, chances, labels=[False, True]))
