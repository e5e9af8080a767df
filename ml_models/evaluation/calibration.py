"""Whether said chances come true: bins of about equally many cases, and the mean distance over them.

Equal-mass bins, since most chances here lie near 0 and equal-width bins would hide the rest (Nixon et al. 2019,
"Measuring Calibration in Deep Learning"). Equal chances are never torn apart, so the order of cases does not matter.
Plain Python: the registry's monitoring counts the same way without a numbers library.
"""

from collections.abc import Iterable
from itertools import groupby

from ml_models.evaluation.records import Calibration, ReliabilityBin

BINS = 10


def calibration(said: Iterable[tuple[float, bool]], *, bins: int = BINS) -> Calibration | None:
    """Reliability over pairs of chance and outcome; None without cases."""
    pairs = sorted((float(chance), bool(truth)) for chance, truth in said)
    if not pairs:
        return None
    found = tuple(_bin(chunk) for chunk in _chunks(pairs, bins))
    ece = sum(one.cases * abs(one.predicted - one.observed) for one in found) / len(pairs)
    return Calibration(ece=min(ece, 1.0), bins=found)


def _chunks(pairs: list[tuple[float, bool]], bins: int) -> list[list[tuple[float, bool]]]:
    """Cuts the sorted pairs: each run of equal chances goes to the bin in which its middle lies."""
    chunks: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    before = 0
    for _, run in groupby(pairs, key=lambda pair: pair[0]):
        alike = list(run)
        chunks[min(bins - 1, int((before + len(alike) / 2) * bins / len(pairs)))].extend(alike)
        before += len(alike)
    return [chunk for chunk in chunks if chunk]


def _bin(chunk: list[tuple[float, bool]]) -> ReliabilityBin:
    return ReliabilityBin(
        predicted=sum(chance for chance, _ in chunk) / len(chunk),
        observed=sum(truth for _, truth in chunk) / len(chunk),
        cases=len(chunk),
    )
