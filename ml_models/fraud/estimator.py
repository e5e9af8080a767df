"""Two ways to learn the chance that a pair is one document; CARD.md says which won, and by how much.

`weights` : logistic regression whose weights start at hand-written ones and leave them only as far as the pairs
    insist: the most probable weights under a normal prior around the given ones (MacKay 1992, "The evidence framework
    applied to classification networks"). What the training never shows keeps the weight that reason gave it.
`trees` : gradient-boosted trees with monotonic constraints, calibrated by Platt's sigmoid over businesses.

Both end as plain scikit-learn estimators, which skops carries without a type of our own.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.calibration import CalibratedClassifierCV
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits

from ml_models.evaluation.arrays import FloatArray
from ml_models.fraud.columns import COLUMNS, FALLING, RISING
from ml_models.tabular import Examples

BIAS_TRUST = 0.1
"""How common duplicates are is believed from the pairs sooner than what a sign weighs."""

MOST_STEPS = 1000
FOLDS = 4


def fitted(examples: Examples, parameters: Mapping[str, Any], seed: int, *, prior: Sequence[float]) -> Any:
    """The estimator for `parameters` (`kind` "weights" or "trees"), fitted: `predict_proba`, column 1 is the chance.

    The same examples, parameters and seed give the same scores.
    prior : (n_columns + 1,) the hand-written weights, the bias last.
    Raises `ValueError` when all pairs are of one truth.
    """
    if examples.is_of_one_truth:
        raise ValueError("learning takes pairs that are one document and pairs that are two")
    if parameters["kind"] == "trees":
        return _trees(examples, parameters, seed)
    return _weights(examples, np.asarray(prior, dtype=np.float64), float(parameters["trust"]))


def _weights(examples: Examples, prior: FloatArray, trust: float) -> LogisticRegression:
    """trust : how firmly each weight is held to where it starts, one over the variance of the normal prior."""
    inputs = np.column_stack([examples.inputs, np.ones(len(examples.truth))])
    signs = np.where(examples.truth, 1.0, -1.0)
    trusts = np.append(np.full(prior.size - 1, trust), trust * BIAS_TRUST)

    def loss(weights: FloatArray) -> tuple[float, FloatArray]:
        margins, moved = signs * (inputs @ weights), weights - prior
        pull = inputs.T @ (examples.weights * signs * expit(-margins))
        value = (examples.weights * np.logaddexp(0, -margins)).sum() + 0.5 * (trusts * moved**2).sum()
        return float(value), trusts * moved - pull

    found = minimize(loss, prior, jac=True, method="L-BFGS-B", options={"maxiter": MOST_STEPS})
    return _as_logistic(np.asarray(found.x, dtype=np.float64))


def _as_logistic(weights: FloatArray) -> LogisticRegression:
    model = LogisticRegression()
    model.classes_ = np.array([False, True])
    model.coef_, model.intercept_ = weights[None, :-1], weights[-1:]
    model.n_features_in_, model.n_iter_ = weights.size - 1, np.array([MOST_STEPS], dtype=np.int32)
    return model


def _trees(examples: Examples, parameters: Mapping[str, Any], seed: int) -> CalibratedClassifierCV:
    trees = HistGradientBoostingClassifier(
        max_iter=parameters["count"],
        max_leaf_nodes=parameters["leaves"],
        min_samples_leaf=10,
        max_bins=32,
        monotonic_cst=[(name in RISING) - (name in FALLING) for name in COLUMNS],
        random_state=seed,
    )
    folds = GroupKFold(min(FOLDS, np.unique(examples.groups).size))
    split = list(folds.split(examples.inputs, examples.truth, examples.groups))
    model = CalibratedClassifierCV(trees, method="sigmoid", cv=split, ensemble=False)
    with threadpool_limits(1):  # threads that wait for each other on a busy machine take minutes for seconds
        model.fit(examples.inputs, examples.truth, sample_weight=examples.weights)
    model.estimator = None  # an unfitted copy, of no use to whoever only asks
    return model
