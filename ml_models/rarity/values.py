"""Values that few rows hold, judged by what is usual for their column and for the other values of their row.

A column's own habit: the share of its rows whose value is as rare or rarer, each group of rows with one value counted
once (log of its size taken off), since what came back twenty times is a small habit and no slip. A value seen for the
first time is judged by its surroundings too: how often such rows bring a new value here (a new payee of jury fees is
nothing, a new account is), shrunk to the rate of the column by `TRUST` rows as in Witten and Bell (1991).
"""

from collections.abc import Mapping

import numpy as np

from ml_models.evaluation.arrays import BoolArray, FloatArray, IntArray
from ml_models.rarity.levels import Levels
from ml_models.rarity.records import Kind, Signs
from ml_models.rarity.surprise import Surprise, least

TRUST = 10.0
COUNTS_FROM = 5.0


class RareValues:
    """Of one column, beside the other columns with categories."""

    def __init__(self, name: str, levels: Mapping[str, Levels], codes: Mapping[str, IntArray]) -> None:
        self.name = name
        self.others = tuple(other for other in levels if other != name)
        own = levels[name]
        self.rows = codes[name].size
        self.is_open = np.arange(own.size + 1) != own.blank
        self.rows_with = {one: levels[one].rows_with for one in levels}
        held = own.rows_with[codes[name]]
        self.rarity = Surprise(-held.astype(np.float64))
        is_new = (held == 1) & self.is_open[codes[name]]
        self.share_new = max(float(is_new.mean()), 1 / self.rows)
        self.new_with = {
            other: np.bincount(codes[other], weights=is_new, minlength=levels[other].size + 1) for other in self.others
        }
        oddness = np.zeros(self.rows)
        oddness[is_new] = self._by_surroundings(np.flatnonzero(is_new), codes, 0).mean(axis=0)
        self.novelty = Surprise(np.round(oddness, 9))

    def surprises(self, codes: Mapping[str, IntArray], more: int) -> FloatArray:
        """(n_rows,). more : 1 where the rows come on top of those that were learned from, else 0."""
        held = self.rows_with[self.name][codes[self.name]] + more
        is_open = self.is_open[codes[self.name]]
        by_column = np.maximum(self.rarity.of(-held.astype(np.float64)) - np.log(held), 0)
        by_place = np.zeros(held.size)
        new = np.flatnonzero((held == 1) & is_open)
        oddness = np.round(self._by_surroundings(new, codes, more).mean(axis=0), 9)
        by_place[new] = self.novelty.of(oddness)
        return np.where(is_open, (by_column + by_place) / 2, 0.0)

    def signs(self, codes: Mapping[str, IntArray], surprises: FloatArray, more: int) -> Signs:
        """The rows whose value counts against them."""
        rows = np.flatnonzero(surprises > least(COUNTS_FROM, self.rows))
        held = self.rows_with[self.name][codes[self.name][rows]] + more
        figures = {"others": held - 1, **self._surroundings(rows, held == 1, codes, more)}
        weights = surprises[rows] - least(COUNTS_FROM, self.rows)
        return Signs(Kind.VALUE, (self.name,), rows, weights, figures, self.others)

    def _by_surroundings(self, rows: IntArray, codes: Mapping[str, IntArray], more: int) -> FloatArray:
        """(1 + n_others, n_rows): -log of the chance of a new value, by the column itself, then by each other one."""
        surprises = [np.full(rows.size, -np.log(self.share_new))]
        for other in self.others:
            level = codes[other][rows]
            beside = self.rows_with[other][level] + more - 1
            new = self.new_with[other][level] + more - 1
            surprises.append(-np.log((new + TRUST * self.share_new) / (beside + TRUST)))
        return np.vstack(surprises)

    def _surroundings(
        self,
        rows: IntArray,
        is_new: BoolArray,
        codes: Mapping[str, IntArray],
        more: int,
    ) -> dict[str, IntArray]:
        """Of new values, the other column that speaks loudest against one."""
        figures = {"context": np.full(rows.size, -1), "context_rows": np.zeros(rows.size, dtype=np.int64)}
        figures["context_new"] = np.zeros(rows.size, dtype=np.int64)
        if not self.others or not rows.size:
            return figures
        loudest = self._by_surroundings(rows, codes, more)[1:].argmax(axis=0)
        figures["context"] = np.where(is_new, loudest, -1)
        for place, other in enumerate(self.others):
            chosen, level = figures["context"] == place, codes[other][rows]
            figures["context_rows"][chosen] = (self.rows_with[other][level] + more - 1)[chosen]
            figures["context_new"][chosen] = (self.new_with[other][level] + more - 1)[chosen]
        return figures
