"""Whether the inputs that come now are spread as the training's were: population stability index (PSI) per input.

PSI is the sum of (now - then) * ln(now / then) over bins; the usual reading (Siddiqi, "Credit Risk Scorecards", 2006)
is below 0.1 alike, above 0.2 moved. Missing values (NaN) count as lying below everything.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from ml_models.contracts import Shares
from ml_models.evaluation.arrays import FloatArray
from ml_models.evaluation.records import Drift

BINS = 10
LEAST_ROWS = 50
"""Below so many rows an index is mostly chance, and none is told."""

LEAST_SHARE = 1e-3
"""An empty bin counts as so much, or the logarithm would be infinite."""

MOVED = 0.2
"""Above this an input has moved."""


def shares(inputs: FloatArray, features: Sequence[str], *, bins: int = BINS) -> dict[str, Shares]:
    """How each column of the training rows (n, k) is spread: cut at its quantiles, or at its values where few."""
    rows = np.asarray(inputs, dtype=np.float64)
    return {name: _spread(rows[:, place], bins) for place, name in enumerate(features)} if rows.shape[0] else {}


def drifts(inputs: FloatArray, training: Mapping[str, Shares], features: Sequence[str]) -> tuple[Drift, ...]:
    """The index of each input that training told about; nothing below `LEAST_ROWS` rows."""
    rows = np.asarray(inputs, dtype=np.float64)
    if rows.ndim != 2 or rows.shape[0] < LEAST_ROWS or rows.shape[1] != len(features):
        return ()
    return tuple(
        Drift(name, psi(training[name].shares, shares_of(rows[:, place], training[name].edges)))
        for place, name in enumerate(features)
        if name in training
    )


def of_rows(
    rows: Sequence[Sequence[float]], training: Mapping[str, Shares], features: Sequence[str]
) -> tuple[Drift, ...]:
    """As `drifts`, for rows that are plain lists."""
    return drifts(np.array(rows, dtype=np.float64), training, features)


def psi(then: Sequence[float], now: Sequence[float]) -> float:
    """The index between two spreads over the same bins: 0 where they are equal, never below."""
    before, after = (np.maximum(np.asarray(part, dtype=np.float64), LEAST_SHARE) for part in (then, now))
    before, after = before / before.sum(), after / after.sum()
    return float(max(np.sum((after - before) * np.log(after / before)), 0.0))


def shares_of(column: FloatArray, edges: Sequence[float]) -> tuple[float, ...]:
    """Share of the values in each bin; a bin holds its lower edge. Without values all bins are empty."""
    values = np.where(np.isnan(column), -np.inf, column)
    counts = np.bincount(np.searchsorted(np.asarray(edges), values, side="right"), minlength=len(edges) + 1)
    return tuple(float(count) / max(values.size, 1) for count in counts)


def _spread(column: FloatArray, bins: int) -> Shares:
    edges = _edges(column, bins)
    return Shares(edges=edges, shares=shares_of(column, edges))


def _edges(column: FloatArray, bins: int) -> tuple[float, ...]:
    known = column[np.isfinite(column)]
    different = np.unique(known)
    if different.size <= bins:
        cuts = different
    else:
        cuts = np.unique(np.quantile(known, np.linspace(0, 1, bins + 1)[:-1], method="lower"))
    has_missing = bool(np.isnan(column).any())
    return tuple(float(cut) for cut in (cuts if has_missing else cuts[1:]))
