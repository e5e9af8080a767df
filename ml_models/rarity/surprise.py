"""How rare it is, in a table, to be so odd: minus the natural logarithm of a share of its rows, "surprise" for short.

1 row in 150 gives 5, 1 in 22,000 gives 10. Measured so, columns and tests of any kind can be added up, and none of them
floods the others: in a column where every fifth value is new, a new value surprises nobody.
"""

import numpy as np

from ml_models.evaluation.arrays import FloatArray

TAIL = 0.005
"""From this share of rows on, the tail of a sum is taken to fall off exponentially (Pickands 1975, Balkema and de Haan
1974: tails of sums come near to that), so that the oddest row of a clean table does not seem as odd as it is rare."""


class Surprise:
    """Fitted to the oddness of the rows of a table; then says how surprising any oddness is."""

    def __init__(self, oddness: FloatArray, rows: FloatArray | None = None) -> None:
        """oddness : (n,), the higher the odder; rows : how many rows each of them stands for, else one."""
        order = np.argsort(oddness, kind="stable")
        weights = np.ones(oddness.size) if rows is None else rows[order]
        self.ladder = oddness[order]
        self.at_least = np.append(np.cumsum(weights[::-1])[::-1], 1.0)
        self.total = float(max(weights.sum(), 1.0))

    def of(self, oddness: FloatArray) -> FloatArray:
        """-log of the share of rows at least as odd; of one row where none is."""
        places = np.searchsorted(self.ladder, oddness, side="left")
        surprises: FloatArray = -np.log(np.maximum(self.at_least[places], 1.0) / self.total)
        return surprises


class TailedSurprise:
    """The same with an exponential tail above the oddest `TAIL` of the rows."""

    def __init__(self, oddness: FloatArray) -> None:
        self.body = Surprise(oddness)
        self.start = float(np.quantile(oddness, 1 - TAIL))
        self.mean_excess = float(np.maximum(oddness - self.start, 0).mean() / TAIL)

    def of(self, oddness: FloatArray) -> FloatArray:
        """As `Surprise.of` up to the tail, then rising evenly."""
        excess = np.maximum(oddness - self.start, 0)
        if not self.mean_excess:
            return self.body.of(oddness)
        return np.where(excess > 0, -np.log(TAIL) + excess / self.mean_excess, self.body.of(oddness))


def least(usual: float, rows: int) -> float:
    """From which surprise on a reason counts: `usual`, in small tables that of the square root of the rows."""
    return float(min(usual, np.log(max(rows, 2)) / 2))
