"""Forecasts for all series of a file, by as many processes as there are cores; no server and no database are needed."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context

from app.insights.service.offline import periods
from app.insights.service.offline.series_table import Row, SeriesTable
from app.runtime import one_thread
from ml_models.forecasting.records import SeriesForecast

ENOUGH_FOR_PROCESSES = 40
"""Below so many series, starting processes takes longer than they save."""
AT_ONCE = 8
"""So many series are handed to a process at a time."""


@dataclass(frozen=True, slots=True)
class Forecasted:
    """One series with its forecast, None where it holds no number; `notes` say what had to be done to its rows."""

    unique_id: str
    forecast: SeriesForecast | None
    notes: tuple[str, ...]


def forecasts(table: SeriesTable, *, season: int, horizon: int) -> Iterator[Forecasted]:
    """All series of `table`, in its order."""
    one = partial(forecast_one, season=season, horizon=horizon)
    if len(table.series) < ENOUGH_FOR_PROCESSES:
        yield from map(one, table.series.items())
        return
    cores, fresh = os.cpu_count() or 1, get_context("spawn")
    with ProcessPoolExecutor(cores, fresh, initializer=one_thread.keep_to_one) as pool:
        yield from pool.map(one, table.series.items(), chunksize=AT_ONCE)


def forecast_one(named: tuple[str, Sequence[Row]], *, season: int, horizon: int) -> Forecasted:
    """The forecast of one series; a series that was never below zero is not expected to fall there."""
    from ml_models.forecasting.estimator import forecast

    unique_id, rows = named
    regular = periods.regular(rows, season=season)
    known = [value for value in regular.values if value is not None]
    if not known:
        return Forecasted(unique_id, None, ("no number to go by: left out",))
    told = forecast(regular.values, horizon=horizon, season=season, first=regular.first, non_negative=min(known) >= 0)
    failed = (f"without {', '.join(told.fallbacks)}, which had no answer",) if told.fallbacks else ()
    return Forecasted(unique_id, told, (*regular.notes, *failed))
