"""What makes a row odd, and why a table may be refused. Plain arrays; sentences are made by whoever shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from ml_models.evaluation.arrays import BoolArray, FloatArray, IntArray

TextArray = npt.NDArray[np.object_]


class UnusableTable(ValueError):
    """The table cannot be judged. `row` is the place of the row that is to blame, from 0; None where it is no row."""

    def __init__(self, message: str, *, row: int | None = None) -> None:
        super().__init__(message)
        self.row = row


class Kind(StrEnum):
    """In which of three ways a row is unlike the others."""

    VALUE = "value"
    """It holds a value that few others hold."""
    PAIR = "pair"
    """It joins two values that are frequent, though not together."""
    AMOUNT = "amount"
    """Its amount is far above what rows with its values have."""


@dataclass(frozen=True, slots=True)
class Signs:
    """One reason, for all rows that it speaks against.

    columns : the column of a value or an amount, the two columns of a pair
    rows : places of the rows, from 0, ascending; weights : what the reason adds to the score of each, above 0
    figures : by name, one number for each of `rows`; by kind
        value   others (rows with the same value), context (place in `contexts`, -1 for none), context_rows and
                context_new (other rows with the value of that column; those of them whose own value is new as well)
        pair    together, first, second (other rows with both values, with the first, with the second), expected
        amount  usual (what rows with such values have, about)
    """

    kind: Kind
    columns: tuple[str, ...]
    rows: IntArray
    weights: FloatArray
    figures: Mapping[str, npt.NDArray[Any]]
    contexts: tuple[str, ...] = ()

    def of_rows(self, keep: BoolArray, weights: FloatArray) -> "Signs":
        """The same for the rows that `keep` marks, with other weights (one for each row kept)."""
        figures = {name: numbers[keep] for name, numbers in self.figures.items()}
        return Signs(self.kind, self.columns, self.rows[keep], weights, figures, self.contexts)
