"""What scorers of rows of numbers learn from: the rows with their truth, and how they are cut into folds."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Self

import numpy as np
import numpy.typing as npt

from ml_models.evaluation.arrays import BoolArray, FloatArray, IntArray

TextArray = npt.NDArray[np.str_]
FOLDS = 3


def as_rows(rows: Sequence[Sequence[float]], columns: Sequence[str]) -> FloatArray:
    """(n, n_columns). Raises `ValueError` for another number of columns and for what is no finite number."""
    found = np.asarray(rows, dtype=np.float64).reshape(len(rows), len(columns))
    if not np.isfinite(found).all():
        raise ValueError("a row is told in finite numbers only")
    return found


@dataclass(frozen=True, eq=False)
class Examples:
    """Rows with their truth.

    inputs : (n, n_columns); truth : (n,) whether the claim holds; weights : (n,) how much each counts
    groups : (n,) the business
    """

    inputs: FloatArray
    truth: BoolArray
    weights: FloatArray
    groups: TextArray

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the rows, their truth and their weights, in their order."""
        parts = (self.inputs.astype("<f8"), self.truth.astype("<f8"), self.weights.astype("<f8"))
        return hashlib.sha256(b"".join(np.ascontiguousarray(part).tobytes() for part in parts)).hexdigest()

    @property
    def is_of_one_truth(self) -> bool:
        """Whether nothing can be learned, since the claim holds of all rows or of none."""
        return bool(self.truth.all() or not self.truth.any())

    def where(self, mask: BoolArray) -> Self:
        """Only the rows of `mask`."""
        return type(self)(*(getattr(self, part.name)[mask] for part in fields(self)))


def fold_of(names: TextArray, seed: int) -> IntArray:
    """The fold, 0 to 2, that each name falls into: by the name alone."""
    ranked = sorted(set(names), key=lambda name: hashlib.sha256(f"{seed}:{name}".encode()).digest())
    places = {name: place % FOLDS for place, name in enumerate(ranked)}
    return np.array([places[name] for name in names], dtype=np.int64)
