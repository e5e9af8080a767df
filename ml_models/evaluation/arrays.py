"""The arrays that evaluations work on, and what a model's answer must look like before anything is counted."""

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ml_models.contracts import RefusedModel

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]


def chances(answer: Any, cases: int) -> FloatArray:
    """The model's answer as (cases,) chances. Raises `RefusedModel` for NaN, other shapes and numbers outside 0..1."""
    found = np.asarray(answer, dtype=np.float64)
    if found.shape != (cases,):
        raise RefusedModel(
            "wrong_shape", f"The model answers {_shape(found)} for {cases} cases; one chance each is due."
        )
    bad = int(np.count_nonzero(~np.isfinite(found)))
    if bad:
        raise RefusedModel("not_a_number", f"The model answers no number (NaN or infinity) for {bad} of {cases} cases.")
    outside = int(np.count_nonzero((found < 0) | (found > 1)))
    if outside:
        raise RefusedModel("not_a_chance", f"The model answers numbers outside 0 to 1 for {outside} of {cases} cases.")
    return found


def group_numbers(groups: Sequence[Any] | npt.NDArray[Any] | None) -> IntArray | None:
    """The group of each case as a number, by the groups' names and never their order; None without groups."""
    if groups is None:
        return None
    _, numbers = np.unique(np.asarray([str(group) for group in groups]), return_inverse=True)
    return np.asarray(numbers, dtype=np.int64).reshape(-1)


def renumbered(group_of: IntArray | None, cases: IntArray) -> IntArray:
    """The groups of `cases` (their places, in the order in which they are looked at), numbered without gaps from 0.

    Without groups each case stands alone.
    """
    if group_of is None:
        return np.arange(cases.size, dtype=np.int64)
    return np.asarray(np.unique(group_of[cases], return_inverse=True)[1], dtype=np.int64).reshape(-1)


def fingerprint(rows: Sequence[bytes]) -> str:
    """SHA-256 over the cases, whatever their order."""
    digest = hashlib.sha256()
    for row in sorted(hashlib.sha256(row).digest() for row in rows):
        digest.update(row)
    return digest.hexdigest()


def _shape(found: npt.NDArray[Any]) -> str:
    return "a table of " + " x ".join(map(str, found.shape)) if found.ndim > 1 else f"{found.size} numbers"
