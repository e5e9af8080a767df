"""How unlikely a count is by chance: the three tail probabilities on which the tests of patterns rest, and odds.

Exact where the sum is short and the closed form where there is one, in plain floats, so that they may run anywhere.
"""

from collections.abc import Sequence
from math import exp, lgamma, log, log1p

LONGEST_SUM = 400
"""So many terms of a tail are added at most; the terms fall quickly beyond its middle."""


def binomial_tail(hits: int, tries: int, chance: float) -> float:
    """The probability of `hits` or more among `tries`, each with `chance` in 0..1."""
    if hits <= 0 or chance >= 1:
        return 1.0
    if chance <= 0:
        return 0.0
    last = min(tries, hits + LONGEST_SUM)
    terms = (_binomial(count, tries, chance) for count in range(hits, last + 1))
    return 1.0 if hits <= tries * chance else min(1.0, sum(terms))


def poisson_tail(count: int, expected: float) -> float:
    """The probability of `count` or more where `expected` (above 0) come on average; 1 below the average."""
    if count <= expected:
        return 1.0
    terms = (exp(one * log(expected) - expected - lgamma(one + 1)) for one in range(count, count + LONGEST_SUM))
    return min(1.0, sum(terms))


def chi_square_tail(statistic: float, *, degrees: int = 8) -> float:
    """The probability of a chi-square of `statistic` or more; `degrees` of freedom must be even (closed form)."""
    half = statistic / 2
    if half <= 0:
        return 1.0
    return min(1.0, sum(exp(place * log(half) - half - lgamma(place + 1)) for place in range(degrees // 2)))


def chi_square(observed: Sequence[int], shares: Sequence[float]) -> float:
    """Pearson's statistic of counts against the shares (summing to 1) that were expected."""
    total = sum(observed)
    return sum((seen - total * share) ** 2 / (total * share) for seen, share in zip(observed, shares, strict=True))


def logistic(log_odds: float) -> float:
    """The probability with these odds, given as their natural logarithm."""
    return 1 / (1 + exp(-log_odds))


def _binomial(hits: int, tries: int, chance: float) -> float:
    ways = lgamma(tries + 1) - lgamma(hits + 1) - lgamma(tries - hits + 1)
    return exp(ways + hits * log(chance) + (tries - hits) * log1p(-chance))
