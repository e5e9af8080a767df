"""The estimator: three questions to each row (its values, its pairs, its amounts), added up as surprises.

What is rarer than once in `exp(limit)` rows adds its surprise above the limit. Pairs are summed first, then judged as
one: a row with one wrong value breaks many pairs. CARD.md holds the measurements and what was tried besides.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any, Self

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator
from sklearn.utils.validation import check_is_fitted

from ml_models.evaluation.arrays import FloatArray, IntArray
from ml_models.rarity import columns, pairs
from ml_models.rarity.amounts import LargeAmounts
from ml_models.rarity.levels import as_texts, levels
from ml_models.rarity.pairs import RarePairs
from ml_models.rarity.records import Signs, TextArray, UnusableTable
from ml_models.rarity.surprise import TailedSurprise, least
from ml_models.rarity.values import RareValues

Table = pd.DataFrame | Mapping[str, Sequence[Any]]

MOST_PAIRED = 24
"""Pairs are looked at among so many columns, those with the fewest values first: 276 pairs of columns."""
UNDERTONE = 0.01
"""What is too usual to count still orders the rows, at this weight, so that small tables have an order at all."""


class RowRarity(BaseEstimator):  # type: ignore[misc]  # scikit-learn carries no types
    """How odd each row of a table is beside the others; nothing but the table is needed, and no labels.

    categorical, numeric : names of the columns to use; None: those that are found to be so
    ignore : names of columns to leave out

    Learned: `columns_`, `scores_` (n_rows,) and `signs_` of the rows learned from, each judged by the others alone.
    """

    def __init__(
        self,
        categorical: Sequence[str] | None = None,
        numeric: Sequence[str] | None = None,
        ignore: Iterable[str] = (),
    ) -> None:
        self.categorical = categorical
        self.numeric = numeric
        self.ignore = ignore

    def fit(self, X: Table, y: object = None) -> Self:  # noqa: N803 - as scikit-learn calls it
        """Learn from `X`, a frame or a mapping of names to columns; `y` is not looked at.

        Raises `UnusableTable` below two rows, for columns that it lacks, amounts that are no numbers, rows all alike.
        """
        table = _texts(X)
        _check_size(table)
        self.columns_ = columns.found(
            table, categorical=self.categorical, numeric=self.numeric, ignore=tuple(self.ignore)
        )
        _check_differences(table, self.columns_)
        codes, amounts = self._learn_levels(table), self._amounts(table)
        self.values_ = [RareValues(name, self.levels_, codes) for name in self.levels_]
        self.pairs_ = [self._pair(names, codes) for names in combinations(self._paired(), 2)]
        self.amounts_ = [LargeAmounts(name, amounts[name], self.levels_, codes) for name in amounts]
        found = [one.signs((codes[one.names[0]], codes[one.names[1]]), 0) for one in self.pairs_]
        self.together_ = TailedSurprise(_summed(found, self.n_rows_))
        self.scores_, self.signs_ = self._judged(codes, amounts, 0)
        return self

    def score_samples(self, X: Table) -> FloatArray:  # noqa: N803
        """Oddness of new rows, each as if it came alone on top of those learned from: (n_rows,), higher is odder.

        For the rows learned from themselves ask `scores_`. Raises `NotFittedError`, and `UnusableTable` as `fit` does.
        """
        return self._of_new(X)[0]

    def signs(self, X: Table) -> list[Signs]:  # noqa: N803
        """Why new rows are odd. Raises as `score_samples` does."""
        return self._of_new(X)[1]

    def _of_new(self, X: Table) -> tuple[FloatArray, list[Signs]]:  # noqa: N803
        check_is_fitted(self, "scores_")
        table = _texts(X)
        for name in (*self.columns_.categorical, *self.columns_.numeric):
            if name not in table:
                raise UnusableTable(f'There is no column "{name}".')
        codes = {name: one.codes(table[name]) for name, one in self.levels_.items()}
        return self._judged(codes, self._amounts(table), 1)

    def _learn_levels(self, table: Mapping[str, TextArray]) -> dict[str, IntArray]:
        self.n_rows_ = _rows(table)
        self.levels_ = {name: levels(table[name]) for name in sorted(self.columns_.categorical)}
        return {name: one.codes(table[name]) for name, one in self.levels_.items()}

    def _amounts(self, table: Mapping[str, TextArray]) -> dict[str, FloatArray]:
        return {name: columns.amounts_of(name, table[name]) for name in self.columns_.numeric}

    def _paired(self) -> list[str]:
        by_size = sorted(self.levels_, key=lambda name: -self.levels_[name].size)
        return by_size[-MOST_PAIRED:]

    def _pair(self, names: tuple[str, str], codes: Mapping[str, IntArray]) -> RarePairs:
        first, second = names
        return RarePairs(names, self.levels_[first], self.levels_[second], (codes[first], codes[second]))

    def _judged(
        self, codes: Mapping[str, IntArray], amounts: Mapping[str, FloatArray], more: int
    ) -> tuple[FloatArray, list[Signs]]:
        rows = next(iter((*codes.values(), *amounts.values()))).size
        undertone, signs = np.zeros(rows), []
        for value in self.values_:
            surprises = value.surprises(codes, more)
            undertone += surprises
            signs.append(value.signs(codes, surprises, more))
        together, of_pairs = self._of_pairs(codes, rows, more)
        undertone += together
        for amount in self.amounts_:
            surprises = amount.surprises(amounts[amount.name], codes, more)
            undertone += surprises
            signs.append(amount.signs(amounts[amount.name], codes, surprises, more))
        signs = [one for one in [*signs, *of_pairs] if one.rows.size]
        return _summed(signs, rows) + UNDERTONE * undertone, signs

    def _of_pairs(self, codes: Mapping[str, IntArray], rows: int, more: int) -> tuple[FloatArray, list[Signs]]:
        """How surprising the pairs of each row are together, and each pair's part of what of it counts."""
        found = [one.signs((codes[one.names[0]], codes[one.names[1]]), more) for one in self.pairs_]
        sums = _summed(found, rows)
        together = self.together_.of(sums)
        counts = np.maximum(together - least(pairs.TOGETHER_FROM, self.n_rows_), 0)
        parts = np.divide(counts, sums, out=np.zeros(rows), where=sums > 0)
        return together, [_kept(one, one.weights * parts[one.rows]) for one in found]


def _kept(signs: Signs, weights: FloatArray) -> Signs:
    keep = weights > 0
    return signs.of_rows(keep, weights[keep])


def _summed(signs: Iterable[Signs], rows: int) -> FloatArray:
    total = np.zeros(rows)
    for one in signs:
        total[one.rows] += one.weights
    return total


def _texts(X: Table) -> dict[str, TextArray]:  # noqa: N803
    return {name: as_texts(X[name]) for name in map(str, X)}


def _rows(table: Mapping[str, TextArray]) -> int:
    return next((texts.size for texts in table.values()), 0)


def _check_size(table: Mapping[str, TextArray]) -> None:
    rows = _rows(table)
    if not table:
        raise UnusableTable(columns.NO_COLUMN)
    if any(texts.size != rows for texts in table.values()):
        raise UnusableTable("The columns of the table have different lengths.")
    if rows < 2:
        few = "There is one row only" if rows else "There are no rows"
        raise UnusableTable(f"{few}; a row is odd beside others, so at least two are needed.")


def _check_differences(table: Mapping[str, TextArray], found: columns.Columns) -> None:
    if all((table[name] == table[name][0]).all() for name in (*found.categorical, *found.numeric)):
        raise UnusableTable("All rows are alike in every column that counts, so none of them is odd.")
