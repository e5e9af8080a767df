"""How long answers took, from counts by duration: as Prometheus' `histogram_quantile` estimates it.

Inside a bucket durations are taken to lie evenly, so the answer is as fine as the bounds. What lies beyond the last
bound counts as that bound (prometheus.io/docs/prometheus/latest/querying/functions, histogram_quantile).
"""

from collections.abc import Sequence

from app.operations.records import Counts


def quantile(share: float, buckets: Sequence[int], bounds: Sequence[float]) -> float | None:
    """The duration in seconds within which `share` (0..1) of the answers came; None without an answer.

    buckets : counts, one for each of `bounds` (ascending, seconds) and one beyond. None for counts by other bounds
    """
    total = sum(buckets)
    if not total or len(buckets) != len(bounds) + 1:
        return None
    rank, below, low = share * total, 0, 0.0
    for count, bound in zip(buckets, bounds, strict=False):
        if count and below + count >= rank:
            return low + (bound - low) * (rank - below) / count
        below, low = below + count, bound
    return bounds[-1]


def added(one: Counts, other: Counts) -> Counts:
    """Both together."""
    longer, shorter = sorted((one.buckets, other.buckets), key=len, reverse=True)
    padded = [*shorter, *[0] * (len(longer) - len(shorter))]
    return Counts(
        one.requests + other.requests,
        one.errors + other.errors,
        one.seconds + other.seconds,
        [a + b for a, b in zip(longer, padded, strict=True)],
    )


def since(now: Counts, before: Counts) -> Counts:
    """What came after `before`, of counts that only grow."""
    earlier = [*before.buckets, *[0] * (len(now.buckets) - len(before.buckets))]
    return Counts(
        now.requests - before.requests,
        now.errors - before.errors,
        now.seconds - before.seconds,
        [a - b for a, b in zip(now.buckets, earlier, strict=True)],
    )
