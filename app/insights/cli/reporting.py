"""`flask insights report`: all insights on the books of a file, as the API gives them."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TextIO

import click
from flask.cli import with_appcontext

from app.books.importer.faults import BadBooks
from app.insights.service import reporting
from app.insights.service.reporting import Reported
from app.runtime.http.current import rt
from app.values.errors import Problem


@click.command("report")
@click.argument("path", metavar="BOOKS.json", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day in India to stand on; today where left out.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where the insights go.")
@with_appcontext
def report(path: Path, on: datetime | None, out: Path) -> None:
    """Write all insights on the businesses in BOOKS.json, each with its drill-down; needs no server and no database.

    The file is a list with the answer of `GET /api/v1/insights/{business_id}` for each business.
    """
    if out.resolve() == path.resolve():
        raise click.ClickException("The insights would overwrite the books themselves. Name another file with --out.")
    clock = rt().clock
    began_at, day = clock.now(), on.date() if on else clock.today()
    click.echo(f"  reading {path.name}", err=True)
    try:
        businesses, insights = _written(path, day, out)
    except BadBooks as bad:
        raise click.ClickException("\n".join([bad.message, *bad.lines()])) from bad
    except Problem as problem:
        raise click.ClickException(problem.message) from problem
    except OSError as wrong:
        raise click.ClickException(f"{wrong.filename}: {wrong.strerror}.") from wrong
    seconds = (clock.now() - began_at).total_seconds()
    click.echo(f"{insights:,} insights on {businesses:,} businesses in {seconds:.1f} s: {out}")


def _written(path: Path, day: date, out: Path) -> tuple[int, int]:
    """How many businesses and insights went into the file; it is there only once all of them are in it."""
    unfinished = out.with_name(f".{out.name}.unfinished")
    try:
        with unfinished.open("w", encoding="utf-8") as file:
            counted = _listed(file, reporting.report_file(path, on=day))
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)
    return counted


def _listed(file: TextIO, found: Iterator[Reported]) -> tuple[int, int]:
    businesses = insights = 0
    file.write("[")
    for one in found:
        file.write(",\n" if businesses else "\n")
        file.write(one.body)
        businesses, insights = businesses + 1, insights + one.insights
        click.echo(f"  {businesses}: {one.name}: {one.documents:,} documents, {one.insights} insights", err=True)
    file.write("\n]\n")
    return businesses, insights
