"""Which values were right before, by hashes: a shop that was seen is known again, and nobody can read its name here."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ml_models.receipt_fields.records import Candidate, Field, Labelled

Array = Any


@dataclass(frozen=True, slots=True)
class Memory:
    """keys : hashes in ascending order, (n,) int64; counts : in how many receipts each was right, (n,) int32"""

    keys: Array
    counts: Array

    def known(self, candidates: Sequence[Candidate]) -> Array:
        """How often each key of each candidate was right, (candidates, keys)."""
        asked = np.array([one.keys for one in candidates], dtype=np.int64)
        if not len(self.keys):
            return np.zeros(asked.shape)
        places = np.minimum(np.searchsorted(self.keys, asked), len(self.keys) - 1)
        return np.where(self.keys[places] == asked, self.counts[places], 0).astype(np.float64)

    def joined(self, other: "Memory") -> "Memory":
        """What both remember."""
        counts = Counter(dict(zip(self.keys.tolist(), self.counts.tolist(), strict=True)))
        counts.update(dict(zip(other.keys.tolist(), other.counts.tolist(), strict=True)))
        return of(counts)


def remembered(receipts: Iterable[Labelled], field: Field) -> Memory:
    """The keys of what was right."""
    counts: Counter[int] = Counter()
    for one in receipts:
        found = one.evidence.candidates[field]
        counts.update({key for place in one.right.get(field, ()) for key in found[place].keys})
    return of(counts)


def of(counts: Counter[int]) -> Memory:
    """The memory of these counts."""
    keys = sorted(counts)
    return Memory(np.array(keys, dtype=np.int64), np.array([counts[key] for key in keys], dtype=np.int32))
