"""Training the late-payment scorer: how its candidates are compared, and the fit. A fold hides whole businesses."""

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np
from sklearn.metrics import log_loss

from ml_models.late_payment import estimator
from ml_models.late_payment.features import IntArray, InvoiceExamples

FOLDS = 3


def fold_score(examples: InvoiceExamples, parameters: Mapping[str, Any], fold: int, seed: int) -> float:
    """Minus the log loss on the businesses of `fold` (0 to 2), trained on the others: chances have to come true."""
    mine = _folds(examples, seed) == fold
    judged = examples.where(mine)
    if not judged.truth.size:
        return 0.0
    model = estimator.fitted(examples.where(~mine), parameters, seed)
    return -float(log_loss(judged.truth, model.predict_proba(judged.inputs)[:, 1], labels=[False, True]))


def fit(examples: InvoiceExamples, parameters: Mapping[str, Any], seed: int) -> Any:
    """The model, fitted on everything. The same examples, parameters and seed give the same scores."""
    return estimator.fitted(examples, parameters, seed)


def _folds(examples: InvoiceExamples, seed: int) -> IntArray:
    """The fold of each invoice: by its business alone."""
    names = sorted(set(examples.groups), key=lambda name: hashlib.sha256(f"{seed}:{name}".encode()).digest())
    places = {name: place % FOLDS for place, name in enumerate(names)}
    return np.array([places[name] for name in examples.groups], dtype=np.int64)
