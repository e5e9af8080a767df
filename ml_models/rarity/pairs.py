"""Two values that are frequent, though not together: the supplier that no other department ever paid.

The lift of a pair is how often its values stand together in other rows, over how often they would if the columns had
nothing to do with each other, half a row added to both (the Krichevsky-Trofimov estimate). How surprising a lift is
comes from the lifts of all rows in the same two columns, so that columns without a bond surprise nobody.
"""

from dataclasses import dataclass

import numpy as np

from ml_models.evaluation.arrays import BoolArray, FloatArray, IntArray
from ml_models.rarity.levels import Levels
from ml_models.rarity.records import Kind, Signs
from ml_models.rarity.surprise import Surprise, least

HALF = 0.5
COUNTS_FROM = 4.0
TOGETHER_FROM = 5.0
"""From which surprise on a pair counts, and from which on the pairs of a row together."""
LEAST_EXPECTED = 1.0
"""A pair that chance alone would not have brought once is no sign of anything by its absence."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """Each different pair of some rows: other rows with both, with one, with the other; with both, if by chance."""

    together: IntArray
    first: IntArray
    second: IntArray
    expected: FloatArray

    @property
    def oddness(self) -> FloatArray:
        """Minus the logarithm of the lift."""
        lift: FloatArray = (self.together + HALF) / (self.expected + HALF)
        return np.asarray(-np.round(np.log(lift), 3), dtype=np.float64)


class RarePairs:
    """Of two columns."""

    def __init__(self, names: tuple[str, str], first: Levels, second: Levels, codes: tuple[IntArray, IntArray]) -> None:
        self.names, self.first, self.second = names, first, second
        self.rows = codes[0].size
        self.keys, self.counts = np.unique(self._keys(codes), return_counts=True)
        found = self._counted(self.keys, self.counts)
        self.surprise = Surprise(found.oddness, self.counts.astype(np.float64))

    def signs(self, codes: tuple[IntArray, IntArray], more: int) -> Signs:
        """The rows whose pair counts against them. more : 1 where they come on top of those learned from, else 0."""
        keys, pair_of, times = np.unique(self._keys(codes), return_inverse=True, return_counts=True)
        found = self._counted(keys, self._held(keys) + 1 if more else times)
        surprises = self.surprise.of(found.oddness)
        limit = least(COUNTS_FROM, self.rows)
        counts = (surprises > limit) & (found.expected >= LEAST_EXPECTED) & self._is_open(keys)
        rows = np.flatnonzero(counts[pair_of])
        pairs = pair_of[rows]
        figures = {name: getattr(found, name)[pairs] for name in ("together", "first", "second", "expected")}
        return Signs(Kind.PAIR, self.names, rows, surprises[pairs] - limit, figures)

    def _keys(self, codes: tuple[IntArray, IntArray]) -> IntArray:
        return codes[0] * (self.second.size + 1) + codes[1]

    def _held(self, keys: IntArray) -> IntArray:
        """How many of the rows learned from hold each pair."""
        places = np.minimum(np.searchsorted(self.keys, keys), self.keys.size - 1)
        return np.where(self.keys[places] == keys, self.counts[places], 0)

    def _counted(self, keys: IntArray, times: IntArray) -> _Counted:
        """times : rows with each pair, the row in question among them."""
        more = times - self._held(keys) if self.keys.size else np.zeros_like(times)
        first = self.first.rows_with[keys // (self.second.size + 1)] + more - 1
        second = self.second.rows_with[keys % (self.second.size + 1)] + more - 1
        return _Counted(times - 1, first, second, first * second / self.rows)

    def _is_open(self, keys: IntArray) -> BoolArray:
        first, second = keys // (self.second.size + 1), keys % (self.second.size + 1)
        return np.asarray((first != self.first.blank) & (second != self.second.blank))
