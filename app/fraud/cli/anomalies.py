"""`flask fraud anomalies`: how odd each row of a table of payments is, and why."""

import csv
from collections.abc import Sequence
from pathlib import Path

import click

from app.fraud.service import anomalies as service
from app.fraud.service import payment_table
from app.fraud.service.anomalies import OddRow
from app.values import cells
from app.values.errors import Problem

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("anomalies")
@click.argument("path", metavar="FILE.csv", type=FILE)
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where the scores go.")
@click.option("--categorical", metavar="A,B", help="Columns with categories; left out, they are found.")
@click.option("--numeric", metavar="C", help="Columns with amounts; left out, they are found.")
@click.option("--ignore", metavar="D", default="", help="Columns to leave out.")
def anomalies(path: Path, out: Path, categorical: str | None, numeric: str | None, ignore: str) -> None:
    """Write row_id, score (higher is odder) and reasons for every row of FILE.csv or FILE.csv.gz.

    The file needs a column row_id; a column label is not looked at. No server and no database are needed.
    """
    if out.resolve() == path.resolve():
        raise click.ClickException("The scores would overwrite the table itself. Name another file with --out.")
    try:
        click.echo(f"  reading {path.name}", err=True)
        table = payment_table.read(path)
        click.echo(f"  comparing {len(table.row_ids):,} rows by {len(table.columns)} columns", err=True)
        rows = service.judged(table, categorical=_names(categorical), numeric=_names(numeric), ignore=_listed(ignore))
        _write(out, rows)
    except Problem as problem:
        raise click.ClickException(problem.message) from problem
    except OSError as wrong:
        raise click.ClickException(f"{wrong.filename}: {wrong.strerror}.") from wrong
    click.echo(f"{len(rows):,} rows, odd ones first by their score: {out}")


def _write(out: Path, rows: Sequence[OddRow]) -> None:
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["row_id", "score", "reasons"])
        writer.writerows((cells.harmless(row.row_id), f"{row.score:.6f}", cells.harmless(row.reasons)) for row in rows)


def _names(option: str | None) -> list[str] | None:
    return None if option is None else _listed(option)


def _listed(option: str) -> list[str]:
    return [name.strip() for name in option.split(",") if name.strip()]
