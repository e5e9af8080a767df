"""Amounts far above what rows with the same values have, each row judged by the others alone.

The logarithm of an amount is taken as a sum of effects of the row's values, each shrunk to nothing by `TRUST` rows (an
additive random-effects model fitted by backfitting: Breiman and Friedman 1985; Robinson 1991 on shrinking). The effect
of a value on a row is made of the other rows that hold it. What lies above the sum is judged by how rare it is here.
Only its size counts, so a large refund is as odd as a large payment, and a small amount is not odd.
"""

from collections.abc import Mapping

import numpy as np

from ml_models.evaluation.arrays import FloatArray, IntArray
from ml_models.rarity.levels import Levels
from ml_models.rarity.records import Kind, Signs
from ml_models.rarity.surprise import Surprise, least

TRUST = 3.0
ROUNDS = 3
SMALLEST_SHARE = 0.01
"""Amounts under this share of the median are much alike: the logarithm starts there, in any currency."""
COUNTS_FROM = 5.0


class LargeAmounts:
    """Of one column of amounts, beside the columns with categories."""

    def __init__(
        self, name: str, amounts: FloatArray, levels: Mapping[str, Levels], codes: Mapping[str, IntArray]
    ) -> None:
        self.name, self.levels = name, levels
        is_known = np.isfinite(amounts)
        sizes = np.abs(amounts[is_known])
        self.unit = SMALLEST_SHARE * float(np.median(sizes[sizes > 0])) if (sizes > 0).any() else 1.0
        known = {one: codes[one][is_known] for one in levels}
        logs = self._logs(amounts[is_known])
        self.mean = float(logs.mean()) if logs.size else 0.0
        self.rows_with = {one: np.bincount(known[one], minlength=levels[one].size + 1) for one in levels}
        self.effects = {one: np.zeros(levels[one].size + 1) for one in levels}
        for _ in range(ROUNDS):
            self._improve(logs - self.mean, known)
        self.surprise = Surprise(np.round(logs - self._expected(logs, known, 0), 4))
        self.rows = int(logs.size)

    def surprises(self, amounts: FloatArray, codes: Mapping[str, IntArray], more: int) -> FloatArray:
        """(n_rows,), 0 where the amount is missing. more : 1 for rows on top of those learned from, else 0."""
        is_known = np.isfinite(amounts)
        found = np.zeros(amounts.size)
        logs, known = self._logs(amounts[is_known]), {one: codes[one][is_known] for one in self.levels}
        found[is_known] = self.surprise.of(np.round(logs - self._expected(logs, known, more), 4))
        return found

    def signs(self, amounts: FloatArray, codes: Mapping[str, IntArray], surprises: FloatArray, more: int) -> Signs:
        """The rows whose amount counts against them."""
        limit = least(COUNTS_FROM, self.rows)
        rows = np.flatnonzero(surprises > limit)
        of_rows = {one: codes[one][rows] for one in self.levels}
        expected = self._expected(self._logs(amounts[rows]), of_rows, more)
        usual = np.maximum(np.expm1(np.minimum(expected, 700.0)), 0) * self.unit
        return Signs(Kind.AMOUNT, (self.name,), rows, surprises[rows] - limit, {"usual": usual})

    def _logs(self, amounts: FloatArray) -> FloatArray:
        logs: FloatArray = np.log1p(np.abs(amounts) / self.unit)
        return logs

    def _improve(self, logs: FloatArray, codes: Mapping[str, IntArray]) -> None:
        """One round of backfitting: each column explains what the others leave."""
        total = sum((self.effects[one][codes[one]] for one in codes), np.zeros(logs.size))
        for one in codes:
            left = logs - total + self.effects[one][codes[one]]
            sums = np.bincount(codes[one], weights=left, minlength=self.effects[one].size)
            better = sums / (self.rows_with[one] + TRUST)
            total += (better - self.effects[one])[codes[one]]
            self.effects[one] = better

    def _expected(self, logs: FloatArray, codes: Mapping[str, IntArray], more: int) -> FloatArray:
        """What each row should have by the others: its own part is taken out of the effects, unless it is new."""
        effects = {one: self.effects[one][codes[one]] for one in self.levels}
        total = sum(effects.values(), np.full(logs.size, self.mean))
        if more:
            return total
        expected = np.full(logs.size, self.mean)
        for one, effect in effects.items():
            rows, left = self.rows_with[one][codes[one]], logs - total + effect
            expected += (effect * (rows + TRUST) - left) / (rows - 1 + TRUST)
        return expected
