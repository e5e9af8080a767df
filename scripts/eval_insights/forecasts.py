"""Forecasts against what came: error against Naive2, width and coverage of the bands, time.

Measured as the M4 competition did (Makridakis, Spiliotis & Assimakopoulos 2020): sMAPE and MASE by series, OWA the mean
of their ratios to Naive2's, MSIS for the 95 % band. Of M3 the kinds micro, finance and industry count; scaled by the
season in the whole training part, weeks by one step.
"""

import csv
import gzip
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import fmean

from scripts.bars import Figure

KINDS = frozenset({"MICRO", "FINANCE", "INDUSTRY"})
CORES = 2


@dataclass(frozen=True, slots=True)
class Case:
    """A series to continue: what is known, what came, and by how much one season differs from the next."""

    past: tuple[float, ...]
    came: tuple[float, ...]
    scale: float


@dataclass(frozen=True, slots=True)
class Score:
    """What one case is worth: our errors and Naive2's, the interval score, shares inside the bands, CPU seconds."""

    smape: float
    mase: float
    naive_smape: float
    naive_mase: float
    msis: float
    inside80: float
    inside95: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Bench:
    """One set of cases and its bars: (OWA, MSIS, least and most coverage); None where there is none."""

    title: str
    season: int
    owa: float
    msis: float | None
    covered: tuple[float | None, float | None]


LONG = Bench("M3 monthly, all history, 18 ahead", 12, 0.79, 6.3, (0.93, 0.97))
WEEKLY = Bench("M4 weekly, 13 ahead", 52, 0.75, 15.0, (None, None))


def measured(folder: Path) -> Iterator[tuple[str, Sequence[Figure]]]:
    """The figures of every `*_monthly_*.csv.gz` and `*_weekly_*.csv.gz` in `folder`."""
    with ProcessPoolExecutor(CORES, get_context("spawn")) as pool:
        for path in sorted(folder.glob("*_monthly_*.csv.gz")):
            kept = _of_kinds(path)
            yield _figures(LONG, path, _cases(path, 12, kept), pool)
            for months in (12, 24, 36):
                bench = Bench(f"M3 monthly, last {months} months, 6 ahead", 12, 0.82, None, (0.92, None))
                yield _figures(bench, path, _cases(path, 12, kept, months, 6), pool)
        for path in sorted(folder.glob("*_weekly_*.csv.gz")):
            yield _figures(WEEKLY, path, _cases(path, 1), pool)
            yield _figures(
                Bench("M4 weekly, called without a season", 1, 0.75, 15.0, (None, None)), path, _cases(path, 1), pool
            )


def _figures(
    bench: Bench, path: Path, cases: Sequence[Case], pool: ProcessPoolExecutor
) -> tuple[str, Sequence[Figure]]:
    naive_season = 12 if bench.season == 12 else 1
    scores = list(pool.map(partial(_score, season=bench.season, naive_season=naive_season), cases, chunksize=16))
    mean: Callable[[str], float] = lambda name: fmean(getattr(score, name) for score in scores)  # noqa: E731
    ratios = (mean("smape") / mean("naive_smape"), mean("mase") / mean("naive_mase"))
    return f"{bench.title} ({path.name}: {len(scores)} series)", (
        Figure("OWA", fmean(ratios), most=bench.owa),
        Figure("sMAPE", mean("smape")),
        Figure("MASE", mean("mase")),
        Figure("MSIS of the 95 % band", mean("msis"), most=bench.msis),
        Figure("coverage of the 80 % band", mean("inside80")),
        Figure("coverage of the 95 % band", mean("inside95"), least=bench.covered[0], most=bench.covered[1]),
        Figure("CPU seconds a series", mean("seconds"), most=0.1 if bench.season == 12 else None),
    )


def _score(case: Case, *, season: int, naive_season: int) -> Score:
    import numpy as np

    from ml_models.forecasting import estimator, plain

    estimator.forecast(case.past[:14], horizon=1)  # so that no import is counted
    began = time.process_time()
    told = estimator.forecast(case.past, horizon=len(case.came), season=season)
    seconds = time.process_time() - began
    naive = plain.naive2(np.array(case.past), len(case.came), naive_season)
    bands = [(step.low95, step.high95) for step in told.steps]
    return Score(
        *_errors([step.mean for step in told.steps], case),
        *_errors(naive.tolist(), case),
        fmean(_interval(low, high, value) for (low, high), value in zip(bands, case.came, strict=True)) / case.scale,
        fmean(step.low80 <= value <= step.high80 for step, value in zip(told.steps, case.came, strict=True)),
        fmean(low <= value <= high for (low, high), value in zip(bands, case.came, strict=True)),
        seconds,
    )


def _errors(said: Iterable[float], case: Case) -> tuple[float, float]:
    """(sMAPE in percent, MASE)."""
    pairs = list(zip(said, case.came, strict=True))
    smape = fmean(200 * abs(one - value) / (abs(one) + abs(value) or 1) for one, value in pairs)
    return smape, fmean(abs(one - value) for one, value in pairs) / case.scale


def _interval(low: float, high: float, value: float, *, alpha: float = 0.05) -> float:
    """Width of a band, and twice over alpha what it missed by."""
    return high - low + 2 / alpha * (max(low - value, 0) + max(value - high, 0))


def _cases(
    path: Path, season: int, kept: frozenset[str] | None = None, last: int | None = None, ahead: int | None = None
) -> list[Case]:
    """A case of every series of `path` that is `kept`: its `last` values, and `ahead` of those that came."""
    parts: dict[str, dict[str, list[tuple[int, float]]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if kept is None or row["unique_id"] in kept:
                series = parts.setdefault(row["unique_id"], {"train": [], "test": []})
                series[row["part"]].append((int(row["t"]), float(row["y"])))
    told = [({name: [y for _, y in sorted(rows)] for name, rows in one.items()}) for one in parts.values()]
    return [
        Case(tuple(one["train"][-(last or 0) :]), tuple(one["test"][:ahead]), _scale(one["train"], season))
        for one in told
    ]


def _scale(past: Sequence[float], season: int) -> float:
    return fmean(abs(later - earlier) for earlier, later in zip(past, past[season:], strict=False)) or 1.0


def _of_kinds(path: Path) -> frozenset[str] | None:
    """The series of the wanted kinds by the table beside `path`; all where there is none."""
    meta = path.with_name(path.name.replace(".csv.gz", "_meta.csv"))
    if not meta.exists():
        return None
    with meta.open(encoding="utf-8") as file:
        return frozenset(row["unique_id"] for row in csv.DictReader(file) if row["type"].strip() in KINDS)
