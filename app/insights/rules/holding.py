"""Whether forecasts hold, over all businesses: errors beside Naive2 (Makridakis et al. 2020), and how often bands held.

A median tells the usual business, where a mean would tell of the few whose sales nobody can foretell.
"""

from collections.abc import Iterable, Sequence
from statistics import median

from app.insights.records.overseen import Held, Trial


def held(tested: Sequence[Trial]) -> tuple[Held, ...]:
    """One row for each kind of forecast, by name."""
    keys = sorted({one.key for one in tested})
    return tuple(_of_kind(key, [one for one in tested if one.key == key]) for key in keys)


def ranked(tested: Iterable[Trial]) -> tuple[tuple[float, float], ...]:
    """The errors of what is served and of Naive2, business by business, the best against Naive2 first."""
    pairs = _pairs(tested)
    return tuple(sorted(pairs, key=lambda pair: (pair[0] / pair[1], pair) if pair[1] else (float("inf"), pair)))


def _of_kind(key: str, tested: Sequence[Trial]) -> Held:
    pairs = _pairs(tested)
    compared = [one for one in tested if one.periods and one.inside80 is not None]
    banded = [one for one in tested if one.coverage95 is not None]
    return Held(
        key=key,
        businesses=len(tested),
        compared=len(pairs),
        better=sum(served < naive for served, naive in pairs),
        mase=median(served for served, _ in pairs) if pairs else None,
        naive2_mase=median(naive for _, naive in pairs) if pairs else None,
        banded=len(banded),
        coverage80=_mean([(one.coverage80, one.origins) for one in banded]),
        coverage95=_mean([(one.coverage95, one.origins) for one in banded]),
        periods=sum(one.periods or 0 for one in compared),
        inside80=sum(one.inside80 or 0 for one in compared),
        inside95=sum(one.inside95 or 0 for one in compared),
    )


def _pairs(tested: Iterable[Trial]) -> list[tuple[float, float]]:
    return [(one.mase, one.naive2_mase) for one in tested if one.mase is not None and one.naive2_mase is not None]


def _mean(shares: Iterable[tuple[float | None, int]]) -> float | None:
    """The mean of shares, each counted as often as it was tested."""
    known = [(share, max(times, 1)) for share, times in shares if share is not None]
    return sum(share * times for share, times in known) / sum(times for _, times in known) if known else None
