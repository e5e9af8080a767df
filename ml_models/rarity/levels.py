"""The values of a column as numbers: which there are, how many rows hold each, and which are blank."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ml_models.evaluation.arrays import FloatArray, IntArray
from ml_models.rarity.records import TextArray


@dataclass(frozen=True, slots=True)
class Levels:
    """The values of a column in the table that was learned from; a value that it lacks has the number `size`.

    rows_with : (size + 1,) rows that hold each value, 0 for the last; blank : number of the blank value, or -1
    """

    values: pd.Index
    rows_with: IntArray
    blank: int

    @property
    def size(self) -> int:
        """How many values there are."""
        return int(self.rows_with.size) - 1

    def codes(self, texts: TextArray) -> IntArray:
        """The number of each text."""
        found = np.asarray(self.values.get_indexer(pd.Index(texts)), dtype=np.int64)
        return np.where(found < 0, self.size, found)


def levels(texts: TextArray) -> Levels:
    """The values of `texts`, in the order of their letters, so that the order of rows changes nothing."""
    codes, values = pd.factorize(texts, sort=True)
    counts = np.append(np.bincount(codes, minlength=len(values)), 0).astype(np.int64)
    index = pd.Index(values)
    return Levels(index, counts, int(index.get_indexer(pd.Index([""], dtype=object))[0]))


def as_texts(values: Sequence[Any] | npt.NDArray[Any] | pd.Series) -> TextArray:
    """The values of a column as trimmed texts; what is missing (None, NaN) is blank."""
    codes, different = pd.factorize(pd.Series(values, dtype=object))
    texts = np.array([*(str(value).strip() for value in different), ""], dtype=object)
    return np.asarray(texts[codes], dtype=object)


def as_amounts(texts: TextArray) -> FloatArray:
    """The texts as numbers, commas between thousands taken out; NaN for blanks and whatever is no finite number."""
    codes, different = pd.factorize(texts)
    plain = pd.Series([text.replace(",", "") for text in different], dtype=object)
    numbers = np.asarray(pd.to_numeric(plain, errors="coerce"), dtype=np.float64)
    return np.asarray(np.where(np.isfinite(numbers), numbers, np.nan)[codes])
