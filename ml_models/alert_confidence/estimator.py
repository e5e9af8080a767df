"""From a rule's score to a probability: Platt's sigmoid or an isotonic staircase by type, then each rule's own offset.

Platt (1999) fits two numbers and needs few answers; isotonic regression (Zadrozny and Elkan, 2002) follows any rising
shape and needs more: below `ISOTONIC_FROM` answers of a type the sigmoid is nearer to the truth (measured). The offset
of a rule comes from answers alone, since generated books are kinder to some rules than to others; it starts at nothing
and leaves it only as far as they insist, a normal prior that counts as some ten of them. What comes out is one plain
logistic regression, so any process can work it out without scikit-learn.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, logit
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from ml_models.alert_confidence import columns
from ml_models.alert_confidence.records import AlertExamples
from ml_models.evaluation.arrays import FloatArray

ISOTONIC_FROM = 200
TRUST = 4.0
"""One over the variance of the prior of intercepts, slopes (around 1) and offsets of rules."""
FIRMER = 64.0
MOST_STEPS = 1000


def fitted(
    examples: AlertExamples,
    parameters: Mapping[str, Any],
    seed: int,
    *,
    names: Sequence[str],
    types: Sequence[str],
    learned: Collection[str] = (),
) -> LogisticRegression:
    """The confidence over the columns `names`: `predict_proba`, column 1 is the chance.

    examples : alerts with their truth, of which `answered` come from owners
    parameters : `trust`, how firmly the prior is held; seed : nothing is drawn here
    learned : types whose chances a learned scorer gave: they come true already, and are held `FIRMER` to what it said
    """
    trust = float(parameters.get("trust", TRUST))
    weights = np.zeros(len(names))
    for kind in types:
        _fill_type(weights, examples, names, kind, trust * (FIRMER if kind in learned else 1))
    is_rule = np.array([name.startswith(columns.of_rule("")) for name in names])
    told = examples.where(examples.answered)
    weights[is_rule] = _map_weights(told.inputs[:, is_rule], told, np.zeros(int(is_rule.sum())), trust, weights)
    return _as_logistic(weights)


def _fill_type(weights: FloatArray, examples: AlertExamples, names: Sequence[str], kind: str, trust: float) -> None:
    places = [names.index(name) for name in columns.of_type(kind)]
    of_kind = examples.where(examples.inputs[:, places[0]] == 1.0)
    answers = of_kind.where(of_kind.answered)
    if answers.truth.size >= ISOTONIC_FROM and not answers.is_of_one_truth:
        weights[places] = _staircase(answers, places)
    else:
        sigmoid = _map_weights(of_kind.inputs[:, places[:2]], of_kind, np.array([0.0, 1.0]), trust, None)
        weights[places[:2]] = sigmoid


def _staircase(answers: AlertExamples, places: Sequence[int]) -> FloatArray:
    """The weights of type, log-odds (none) and steps whose sums are the log-odds of an isotonic fit by step."""
    level = answers.inputs[:, places[2:]].sum(axis=1)
    rising = IsotonicRegression(y_min=columns.LEAST, y_max=columns.MOST, out_of_bounds="clip")
    rising.fit(level, answers.truth.astype(np.float64), sample_weight=answers.weights)
    heights = logit(rising.predict(np.arange(len(places) - 1, dtype=np.float64)))
    return np.array([heights[0], 0.0, *np.diff(heights)])


def _map_weights(
    inputs: FloatArray, examples: AlertExamples, prior: FloatArray, trust: float, known: FloatArray | None
) -> FloatArray:
    """The most probable weights of `inputs` under a normal prior, beside the log-odds that `known` weights give."""
    signs = np.where(examples.truth, 1.0, -1.0)
    start = examples.inputs @ known if known is not None else np.zeros(len(examples.truth))

    def loss(weights: FloatArray) -> tuple[float, FloatArray]:
        margins, moved = signs * (start + inputs @ weights), weights - prior
        pull = inputs.T @ (examples.weights * signs * expit(-margins))
        value = (examples.weights * np.logaddexp(0, -margins)).sum() + 0.5 * trust * (moved**2).sum()
        return float(value), trust * moved - pull

    found = minimize(loss, prior, jac=True, method="L-BFGS-B", options={"maxiter": MOST_STEPS})
    return np.asarray(found.x, dtype=np.float64)


def _as_logistic(weights: FloatArray) -> LogisticRegression:
    model = LogisticRegression()
    model.classes_ = np.array([False, True])
    model.coef_, model.intercept_ = weights[None, :], np.zeros(1)
    model.n_features_in_, model.n_iter_ = weights.size, np.array([MOST_STEPS], dtype=np.int32)
    return model
