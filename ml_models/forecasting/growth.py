"""Steady growth: what theta, which halves every trend, leaves out of one that is plain to see.

Theta is right to halve the line through noisy months. A shop of two years that grows by three percent every month does
not stop: the clearer the line, the more of its other half is added. CARD.md, "Growth", says what that was worth.
"""

import numpy as np

from ml_models.forecasting.series import FloatArray

DOUBT = 100.0
"""At a t statistic of 10 half of what is left out is added, at 3 a twelfth; 50 and 100 did equally well on M3."""
MOST_CORRELATED = 0.95
"""Neighbouring errors are taken to be no more alike than this, beyond which no line could ever be clear."""


def left_out(levels: FloatArray, horizon: int) -> FloatArray:
    """What to add to theta for each of the next steps, (horizon,); `levels` has three values or more and no season."""
    places = np.arange(levels.size) - (levels.size - 1) / 2
    moved = float(places @ places)
    slope = float(places @ levels) / moved
    rest = levels - levels.mean() - slope * places
    signal = slope**2 * moved
    if signal == 0:
        return np.zeros(horizon)
    share = signal / (signal + DOUBT * _noise(rest))
    return np.asarray(share * slope / 2 * np.arange(1, horizon + 1), dtype=np.float64)


def _noise(rest: FloatArray) -> float:
    """Variance of what a line leaves, larger where each error resembles the one before and so tells less."""
    squares = float(rest @ rest)
    if squares == 0:
        return 0.0
    alike = float(np.clip(rest[1:] @ rest[:-1] / squares, 0, MOST_CORRELATED))
    return squares / (rest.size - 2) * (1 + alike) / (1 - alike)
