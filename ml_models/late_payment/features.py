"""Open invoices as arrays: the rows that serving makes, checked, and rows with their truth for training."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_models.late_payment.columns import COLUMNS

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]
TextArray = npt.NDArray[np.str_]


def as_rows(rows: Sequence[Sequence[float]] | FloatArray) -> FloatArray:
    """(n_invoices, n_columns). Raises `ValueError` for another number of columns and for what is no finite number."""
    found = np.asarray(rows, dtype=np.float64).reshape(len(rows), -1)
    if found.size and found.shape[1] != len(COLUMNS):
        raise ValueError(f"an invoice has {len(COLUMNS)} columns, this has {found.shape[1]}")
    if not np.isfinite(found).all():
        raise ValueError("an invoice is told in finite numbers only")
    return found.reshape(len(rows), len(COLUMNS))


@dataclass(frozen=True, eq=False)
class InvoiceExamples:
    """Invoices as they stood open on some day, and whether they were paid late.

    inputs : (n, n_columns); truth : (n,); weights : (n,) how much each counts; groups : (n,) the business
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

    def where(self, mask: BoolArray) -> "InvoiceExamples":
        """Only these."""
        return InvoiceExamples(self.inputs[mask], self.truth[mask], self.weights[mask], self.groups[mask])
