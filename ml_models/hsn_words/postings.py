"""Which parts stand in which phrase, hashed into a fixed number of columns: a file of it holds numbers and no words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.feature_extraction import FeatureHasher

from ml_models.hsn_words import wordings

LETTERS, WORDS = 1 << 16, 1 << 20
"""Columns for parts of letters, of which a few may share one; and for words, so many that an unknown one meets none."""

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Parts:
    """Wordings as rows of parts: of letters, and of whole words."""

    letters: sparse.csr_array
    words: sparse.csr_array


def parts(texts: Sequence[str]) -> Parts:
    """The parts of each text, each once."""
    found = [wordings.words(text) for text in texts]
    letters, words = [*map(wordings.letter_parts, found)], [*map(wordings.word_parts, found)]
    return Parts(_hashed(letters, LETTERS), _hashed(words, WORDS))


def packed(rows: sparse.csr_array) -> tuple[Array, Array]:
    """The columns of all rows one after another, and how many each row has: what `unpacked` takes."""
    return rows.indices.astype(np.uint32), np.diff(rows.indptr).astype(np.uint16)


def unpacked(columns: Array, counts: Array, width: int) -> sparse.csr_array:
    """The rows again, `width` columns wide. Raises `ValueError` when the numbers do not fit together."""
    is_whole = columns.dtype == np.uint32 and counts.dtype == np.uint16 and counts.sum(dtype=np.int64) == columns.size
    if not is_whole or columns.max(initial=0) >= width:
        raise ValueError("parts of phrases and their counts do not fit together")
    ends = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
    ones = np.ones(columns.size, dtype=np.float32)
    return sparse.csr_array((ones, columns.astype(np.int32), ends.astype(np.int32)), shape=(counts.size, width))


def weighted(rows: sparse.csr_array, weights: Floats) -> sparse.csr_array:
    """Rows with each column weighted and each row of length one; empty rows stay empty."""
    found = rows.copy()
    found.data = found.data * weights[found.indices]
    lengths = np.sqrt(np.asarray(found.multiply(found).sum(axis=1)).ravel())
    found.data = found.data / np.repeat(np.where(lengths > 0, lengths, 1), np.diff(found.indptr)).astype(np.float32)
    return found


def _hashed(lists: Sequence[Sequence[str]], width: int) -> sparse.csr_array:
    hasher = FeatureHasher(width, input_type="string", alternate_sign=False, dtype=np.float32)
    found = sparse.csr_array(hasher.transform(lists))
    found.sum_duplicates()
    found.data[:] = 1
    return found
