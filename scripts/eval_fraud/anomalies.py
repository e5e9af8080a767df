"""How many of the odd payments known in a table the rarity of rows finds, beside detectors that others offer.

The table is a CSV with row_id, columns of any kind and `label`: "regular" for what is ordinary, else the kind of
oddness.
The others get the logarithm of how many rows hold each value and of each amount's size: without that encoding none of
them reads categories. ECOD and HBOS are written out here from their papers (Li et al. 2022; Goldstein and Dengel 2012).
"""

import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
import pandas as pd
from sklearn.ensemble import IsolationForest
from sklearn.metrics import average_precision_score

from ml_models.evaluation.arrays import FloatArray
from ml_models.rarity.estimator import RowRarity

BAR = 0.45
REGULAR, NOT_JUDGED = "regular", ["row_id", "label"]
BINS = 50
SEED = 1
REASONS_SHOWN = 500

Answer = TypeVar("Answer")


def shown(path: Path) -> bool:
    """Prints the figures of the table at `path`; whether the bar is reached."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    labels = table["label"].to_numpy()
    print(f"{path.name}: {len(table):,} payments, {(labels != REGULAR).sum()} known to be odd")
    judged = table.drop(columns=NOT_JUDGED)
    model, seconds = _timed(lambda: RowRarity().fit(judged))
    reached = _line("rarity of rows", model.scores_, labels, seconds)
    inputs = _encoded(judged, model)
    for name, detector in OTHERS.items():
        scores, seconds = _timed(partial(detector, inputs))
        _line(name, scores, labels, seconds)
    explained = np.zeros(len(table), dtype=bool)
    for sign in model.signs_:
        explained[sign.rows] = True
    best = np.argsort(-model.scores_)[:REASONS_SHOWN]
    print(f"    of the {best.size} oddest rows {explained[best].mean():.0%} have a reason beside them")
    print(f"    average precision {reached:.3f} (bar >= {BAR}){'' if reached >= BAR else '   MISSED'}")
    return reached >= BAR


def _line(name: str, scores: FloatArray, labels: np.ndarray[tuple[int], np.dtype[np.object_]], seconds: float) -> float:
    """Prints average precision over all that is odd, and over each kind beside what is regular."""
    every = float(average_precision_score(labels != REGULAR, scores))
    order = np.argsort(-scores, kind="stable")
    hits = [int((labels[order[:first]] != REGULAR).sum()) for first in (100, 500)]
    kinds = []
    for kind in sorted(set(labels) - {REGULAR}):
        here = (labels == kind) | (labels == REGULAR)
        kinds.append(f"{kind} {average_precision_score(labels[here] == kind, scores[here]):.3f}")
    found = f"{hits[0]} in the first 100, {hits[1]} in 500"
    print(f"    {name:<16} average precision {every:.3f} ({', '.join(kinds)}), {found}, {seconds:.1f} s")
    return every


def _encoded(table: pd.DataFrame, model: RowRarity) -> FloatArray:
    columns = [-np.log(table[name].map(table[name].value_counts()).to_numpy()) for name in model.columns_.categorical]
    amounts = [pd.to_numeric(table[name]).fillna(0).abs().to_numpy() for name in model.columns_.numeric]
    return np.column_stack([*columns, *(np.log1p(amount) for amount in amounts)]).astype(np.float64)


def _isolation_forest(inputs: FloatArray) -> FloatArray:
    forest = IsolationForest(random_state=SEED).fit(inputs)
    return np.asarray(-forest.score_samples(inputs))


def _ecod(inputs: FloatArray) -> FloatArray:
    """Sum of -log of the smaller tail of each column's empirical distribution."""
    tails = [np.minimum(_tail(column), _tail(-column)) for column in inputs.T]
    return np.asarray(-np.log(np.vstack(tails)).sum(axis=0))


def _hbos(inputs: FloatArray) -> FloatArray:
    """Sum of -log of the height of each column's histogram."""
    total = np.zeros(len(inputs))
    for column in inputs.T:
        heights, edges = np.histogram(column, bins=BINS)
        held = np.clip(np.digitize(column, edges) - 1, 0, BINS - 1)
        total -= np.log(heights[held] / len(inputs))
    return total


def _tail(column: FloatArray) -> FloatArray:
    return np.asarray(np.searchsorted(np.sort(column), column, side="right") / column.size)


def _timed(call: Callable[[], Answer]) -> tuple[Answer, float]:
    began = time.perf_counter()
    answer = call()
    return answer, time.perf_counter() - began


OTHERS: Mapping[str, Callable[[FloatArray], FloatArray]] = {
    "IsolationForest": _isolation_forest,
    "ECOD": _ecod,
    "HBOS": _hbos,
}
