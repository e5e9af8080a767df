"""Linear models over hashed features: one weight for each place, sums through the logistic function."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from ml_models.receipt_fields.records import HASHES, Ids

Array = Any
LEAST_LOG_ODDS, MOST_LOG_ODDS = -12.0, 12.0


def table(rows: Sequence[Ids]) -> csr_matrix:
    """Rows of ones, (n, HASHES); each row has length one, so that long lines weigh as much as short ones."""
    ends = np.cumsum([0, *(len(row) for row in rows)])
    places = np.fromiter((place for row in rows for place in row), dtype=np.int32, count=int(ends[-1]))
    ones = np.repeat([1 / max(1.0, len(row)) ** 0.5 for row in rows], [len(row) for row in rows])
    return csr_matrix((ones, places, ends), shape=(len(rows), HASHES))


def weights(rows: csr_matrix, truth: Array, strength: float) -> Array:
    """HASHES weights and the intercept, (HASHES + 1,). Raises `ValueError` unless both answers occur."""
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=200, random_state=0)
    model.fit(rows, np.asarray(truth, dtype=bool))
    return np.append(model.coef_[0], model.intercept_[0]).astype(np.float32)


def log_odds(rows: csr_matrix, learned: Array) -> Array:
    """What the weights say of each row, (n,)."""
    said = rows @ learned[:-1].astype(np.float64) + float(learned[-1])
    return np.clip(said, LEAST_LOG_ODDS, MOST_LOG_ODDS)
