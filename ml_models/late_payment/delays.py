"""The invoices of one business as arrays: what is known of each, and when it was paid."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from ml_models.evaluation.arrays import BoolArray, FloatArray, IntArray
from ml_models.late_payment.records import Documents

NOT_SETTLED = 10**7
"""The day of settlement of an open invoice: beyond every calendar."""

LEAST_AMOUNT = 1e-9


@dataclass(frozen=True, eq=False)
class Delays:
    """(n,) each, with the meaning of the columns of `Documents`; marks : (n, n_marks)."""

    party: IntArray
    issued: IntArray
    due: IntArray
    settled: IntArray
    amount: FloatArray
    is_dated: BoolArray
    marks: FloatArray

    @classmethod
    def of(cls, documents: Documents) -> Self:
        """The columns as arrays."""
        width = len(documents.marks[0]) if documents.marks else 0
        return cls(
            party=np.array(documents.party, dtype=np.int64),
            issued=np.array(documents.issued, dtype=np.int64),
            due=np.array(documents.due, dtype=np.int64),
            settled=np.array([NOT_SETTLED if day is None else day for day in documents.settled], dtype=np.int64),
            amount=np.array(documents.amount, dtype=np.float64),
            is_dated=np.array(documents.is_dated, dtype=np.bool_),
            marks=np.array(documents.marks, dtype=np.float64).reshape(len(documents.party), width),
        )

    @property
    def parties(self) -> int:
        """How many there are; one at least, so that nobody at all has a level too."""
        return int(self.party.max()) + 1 if self.party.size else 1

    def usual_amount(self, known: IntArray) -> FloatArray:
        """(parties,) the mean logarithm of the amounts of the rows `known`, NaN for who has none there."""
        logs = np.log(np.maximum(self.amount[known], LEAST_AMOUNT))
        counts = np.bincount(self.party[known], minlength=self.parties)
        sums = np.bincount(self.party[known], weights=logs, minlength=self.parties)
        return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)
