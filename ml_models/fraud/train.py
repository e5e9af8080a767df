"""Training the scorer of pairs: which parameters are compared, on what, and the fit.

A fold hides whole businesses and also a third of the ways to err: a scorer is worth what it makes of slips that it
was never shown, and on those it has been shown every candidate is good.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.metrics import log_loss

from ml_models.fraud import estimator
from ml_models.fraud.features import IntArray, PairExamples, TextArray

Prior = Sequence[float]
FOLDS = 3
MOST_CERTAIN = 0.99
"""No more is ever said, so no more is judged."""


def fold_score(examples: PairExamples, parameters: Mapping[str, Any], fold: int, seed: int, *, prior: Prior) -> float:
    """Minus the log loss on the businesses and the ways to err of `fold` (0 to 2), trained on the others."""
    other_business = _share_of(examples.groups, seed) != fold
    is_known_kind = (_share_of(examples.kinds, seed) != fold) | (examples.kinds == "")
    model = fit(examples.where(other_business & is_known_kind), parameters, seed, prior=prior)
    judged = examples.where(~other_business & (~is_known_kind | (examples.kinds == "")))
    if not judged.truth.size:
        return 0.0
    chances = np.minimum(model.predict_proba(judged.inputs)[:, 1], MOST_CERTAIN)
    return -float(log_loss(judged.truth, chances, labels=[False, True]))


def fit(examples: PairExamples, parameters: Mapping[str, Any], seed: int, *, prior: Prior) -> Any:
    """The model, fitted on everything. The same examples, parameters and seed give the same scores.

    prior : the hand-written weight of each column, the bias last
    """
    return estimator.fitted(examples, parameters, seed, prior=np.asarray(prior, dtype=np.float64))


def _share_of(names: TextArray, seed: int) -> IntArray:
    """The fold, 0 to 2, that each name falls into: by the name alone."""
    known = np.unique(names)
    ranked = sorted(known, key=lambda name: hashlib.sha256(f"{seed}:{name}".encode()).digest())
    places = {name: place % FOLDS for place, name in enumerate(ranked)}
    return np.array([places[name] for name in names], dtype=np.int64)
