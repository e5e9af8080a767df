"""`flask insights forecast`: how each series of a table goes on, with bands."""

import csv
from collections.abc import Iterator
from pathlib import Path

import click

from app.insights.service.offline import forecasting as service
from app.insights.service.offline import series_table
from app.insights.service.offline.forecasting import Forecasted
from app.values import cells
from app.values.errors import Problem

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
HEADER = ("unique_id", "step", "mean", "lo80", "hi80", "lo95", "hi95")
STEPS_OF_PROGRESS = 20
MOST_NOTES = 50
"""So many series are named with what had to be done to their rows; the rest are counted."""


@click.command("forecast")
@click.argument("path", metavar="SERIES.csv", type=FILE)
@click.option("--season", default=12, show_default=True, type=click.IntRange(1, 366), help="Periods in a season.")
@click.option("--horizon", required=True, type=click.IntRange(1, 1000), help="How many periods ahead.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where the forecasts go.")
def forecast(path: Path, season: int, horizon: int, out: Path) -> None:
    """Write unique_id, step, mean, lo80, hi80, lo95 and hi95 for every series of SERIES.csv or SERIES.csv.gz.

    The file has a row for each value: unique_id, t (a whole number or a date), y; with a column part, only the rows
    that say train are read. Season: 12 months, 4 quarters, 52 weeks, 7 days, 1 for none. No server and no database are
    needed.
    """
    if out.resolve() == path.resolve():
        raise click.ClickException("The forecasts would overwrite the table itself. Name another file with --out.")
    try:
        click.echo(f"  reading {path.name}", err=True)
        table = series_table.read(path)
        count = len(table.series)
        told = _shown(service.forecasts(table, season=season, horizon=horizon), count)
        _write(out, told)
    except Problem as problem:
        raise click.ClickException(problem.message) from problem
    except OSError as wrong:
        raise click.ClickException(f"{wrong.filename}: {wrong.strerror}.") from wrong
    click.echo(f"{count:,} series, {horizon} steps each: {out}")


def _shown(forecasts: Iterator[Forecasted], count: int) -> Iterator[Forecasted]:
    """The same forecasts, told on the way: how many are done, and what had to be done to rows."""
    every, noted = max(count // STEPS_OF_PROGRESS, 1), 0
    for place, one in enumerate(forecasts, start=1):
        noted += bool(one.notes)
        if one.notes and noted <= MOST_NOTES:
            click.echo(f"  {one.unique_id}: {'; '.join(one.notes)}", err=True)
        if place % every == 0 or place == count:
            click.echo(f"  {place:,} of {count:,} series", err=True)
        yield one
    if noted > MOST_NOTES:
        click.echo(f"  ... and {noted - MOST_NOTES:,} more series with gaps or repeated rows", err=True)


def _write(out: Path, forecasts: Iterator[Forecasted]) -> None:
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for one in forecasts:
            steps, unique_id = one.forecast.steps if one.forecast else (), cells.harmless(one.unique_id)
            for number, step in enumerate(steps, start=1):
                figures = (step.mean, step.low80, step.high80, step.low95, step.high95)
                writer.writerow((unique_id, number, *(f"{figure:.10g}" for figure in figures)))
