"""Two thousand paths of the balance, made of lumps on chance days and of weeks drawn again from the past.

Where past errors say how wide the band has to be, the paths are moved together or apart until their 80 % band is that
wide at the end of each week, so that bands and the chance of a shortage tell the same. A changed plan is drawn with the
very same chances as the first one and moved by the same rupees: what differs is the change alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from ml_models.cashflow.records import Band, Month, Noise, Outcome, Plan

FloatArray = npt.NDArray[np.float64]

PATHS = 2000
BLOCK_WEEKS = 4
"""Weeks are drawn in blocks, so that what comes in runs (a slow month) stays in runs."""

MOST_LUMPS = 600
"""The largest are drawn; the many small ones beside them come as expected, since they even each other out."""

LEVEL_SHARE = 0.5
"""Of the variance of a month ahead, what is a wrong level and so stays, and what is a month's own chance."""

NORMAL_80 = 1.2816
"""Standard deviations on either side that hold 80 % of a normal distribution."""

LEVELS = (0.5, 0.1, 0.9, 0.025, 0.975)
WEEK = 7


def simulate(plans: Sequence[Plan], *, opening: float, floor: float, seed: int, paths: int = PATHS) -> list[Outcome]:
    """The outcome of each plan; the first is what is expected now, the others are changes of it.

    plans : all over the same days and with the same number of lumps, in the same order
    opening, floor : rupees; a floor of minus infinity is never fallen under
    """
    first = plans[0]
    drawn = _ranked(first)
    shocks = _noise(first.noise, len(first.by_day), paths, np.random.default_rng([seed, 1]))
    common = None
    outcomes = []
    for plan in plans:
        expected = opening + np.cumsum(expected_by_day(plan))
        raw = opening + np.cumsum(_lumped(plan, drawn, paths, np.random.default_rng([seed, 2])) + shocks, axis=0)
        if common is None:
            common = _widened(raw, expected, plan.half_widths, np.random.default_rng([seed, 4]))
        balances = raw + common
        later = _months(balances, plan, paths, np.random.default_rng([seed, 3]))
        outcomes.append(_outcome(expected, balances, later, floor))
    return outcomes


def expected_by_day(plan: Plan) -> FloatArray:
    """The mean net of each day, (days,), without chance."""
    net = np.asarray(plan.by_day, dtype=np.float64).copy()
    for lump in plan.lumps:
        net += lump.amount * np.asarray(lump.chances)
    return net


def _ranked(plan: Plan) -> frozenset[int]:
    """The places of the lumps that are drawn."""
    sizes = np.array([abs(lump.amount) for lump in plan.lumps])
    return frozenset(np.argsort(-sizes, kind="stable")[:MOST_LUMPS].tolist())


def _lumped(plan: Plan, drawn: frozenset[int], paths: int, rng: np.random.Generator) -> FloatArray:
    """The net of each day on each path, (days, paths), without noise."""
    days = len(plan.by_day)
    small = [lump for place, lump in enumerate(plan.lumps) if place not in drawn]
    net = np.zeros((days + 1, paths))
    net[:days] = expected_by_day(replace(plan, lumps=small))[:, None]
    every = np.arange(paths)
    for lump in (plan.lumps[place] for place in sorted(drawn)):
        uniform = rng.random(paths)
        if lump.amount:
            net[np.searchsorted(np.cumsum(lump.chances), uniform, side="right"), every] += lump.amount
    return net[:days]


def _noise(noise: Noise, days: int, paths: int, rng: np.random.Generator) -> FloatArray:
    """What chance adds to each day on each path, (days, paths)."""
    if len(noise.weeks) < BLOCK_WEEKS or not days:
        return np.zeros((days, paths))
    weeks = -(-days // WEEK)
    past = np.asarray(noise.weeks) - np.mean(noise.weeks)
    starts = rng.integers(0, past.size, size=(-(-weeks // BLOCK_WEEKS), paths))
    steps = np.arange(BLOCK_WEEKS)[None, :, None]
    drawn = past[(starts[:, None, :] + steps) % past.size].reshape(-1, paths)[:weeks]
    drawn = drawn * np.asarray(noise.shares)[:weeks, None]
    shaken: FloatArray = np.repeat(drawn, WEEK, axis=0)[:days] * np.asarray(noise.day_shares)[:days, None]
    return shaken


def _widened(
    raw: FloatArray, expected: FloatArray, half_widths: Sequence[float], rng: np.random.Generator
) -> FloatArray | float:
    """What to add to each path so that the 80 % band is `half_widths` wide at the end of each week.

    Paths that lie too far apart are drawn together; where they lie too close, each gets a wrong level of its own, one
    for all days, since a balance that was foretold wrongly stays wrong.
    """
    if not half_widths:
        return 0.0
    ends = np.arange(WEEK - 1, raw.shape[0], WEEK)
    low, high = np.quantile(raw[ends], (0.1, 0.9), axis=1)
    has, wanted = (high - low) / 2, np.asarray(half_widths)[: ends.size]
    factor = np.divide(wanted, has, out=np.ones_like(has), where=has > wanted)
    level = np.sqrt(np.maximum(wanted**2 - has**2, 0.0)) / NORMAL_80
    days = np.arange(raw.shape[0])
    together = np.interp(days, ends, factor) - 1
    apart = np.interp(days, np.concatenate(([-1], ends)), np.concatenate(([0.0], level)))
    added: FloatArray = together[:, None] * (raw - expected[:, None])
    return added + apart[:, None] * rng.standard_normal(raw.shape[1])


def _months(balances: FloatArray, plan: Plan, paths: int, rng: np.random.Generator) -> FloatArray:
    """The balance at the end of each month on each path, (months, paths): those within the days, then those after."""
    within = [balances[day - 1] for day in plan.month_ends]
    if not plan.months or not balances.shape[0]:
        return np.array(within).reshape(-1, paths)
    level = rng.standard_normal(paths) * np.sqrt(LEVEL_SHARE)
    nets = [_month(month, level, rng) for month in plan.months]
    return np.vstack([*within, balances[-1] + np.cumsum(nets, axis=0)])


def _month(month: Month, level: FloatArray, rng: np.random.Generator) -> FloatArray:
    own = rng.standard_normal(level.size) * np.sqrt(1 - LEVEL_SHARE)
    net: FloatArray = month.net + month.spread * (level + own)
    return net


def _outcome(expected: FloatArray, balances: FloatArray, months: FloatArray, floor: float) -> Outcome:
    under = balances < floor
    fallen = under.any(axis=0)
    first = under.argmax(axis=0)[fallen] // WEEK
    weeks = -(-balances.shape[0] // WEEK)
    depth = float(np.median(floor - balances.min(axis=0)[fallen])) if fallen.any() else None
    return Outcome(
        expected=expected.tolist(),
        days=tuple(_bands(balances)),
        months=tuple(_bands(months)),
        below=float(fallen.mean()) if fallen.size else 0.0,
        first_below=(np.bincount(first, minlength=weeks) / max(fallen.size, 1)).tolist(),
        shortfall=depth,
    )


def _bands(balances: FloatArray) -> Iterator[Band]:
    if not balances.shape[0]:
        return
    for levels in np.quantile(balances, LEVELS, axis=1).T:
        yield Band(*map(float, levels))
