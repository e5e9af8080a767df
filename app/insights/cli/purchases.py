"""`flask insights customers`: what each customer of a file should buy next, without a server."""

import csv
from datetime import date, datetime
from pathlib import Path

import click

from app.insights.service.offline import purchase_table, purchases
from app.insights.service.offline.purchases import Answer
from app.values import cells
from app.values.errors import Problem

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
DAY = click.DateTime(formats=["%Y-%m-%d", "%Y%m%d"])
COLUMNS = ("customer_id", "expected_purchases", "expected_value", "p_buys_again", "segment")


@click.command("customers")
@click.argument("path", metavar="FILE.csv", type=FILE)
@click.option("--until", required=True, type=DAY, help="The last day that is known; later rows are not looked at.")
@click.option("--days", required=True, type=click.IntRange(1, 3660), help="How many days after it to look ahead.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where the figures go.")
def customers(path: Path, until: datetime, days: int, out: Path) -> None:
    """Write what each customer of FILE.csv or FILE.csv.gz (columns customer_id, date, amount) should buy next.

    One line for every customer who had bought by --until: purchases and their value expected within --days, the chance
    of at least one, and the segment. No server and no database are needed.
    """
    if out.resolve() == path.resolve():
        raise click.ClickException(
            "The figures would overwrite the purchases themselves. Name another file with --out."
        )
    try:
        answer = _answer(path, until.date(), days)
        _write(out, answer)
    except Problem as problem:
        raise click.ClickException(problem.message) from problem
    except OSError as wrong:
        raise click.ClickException(f"{wrong.filename}: {wrong.strerror}.") from wrong
    total = answer.forecast.totals[0]
    click.echo(f"{len(answer.customers):,} customers, {total.purchases:,.0f} purchases expected in {days} days: {out}")


def _answer(path: Path, until: date, days: int) -> Answer:
    click.echo(f"  reading {path.name}", err=True)
    table = purchase_table.read(path)
    told = f"  {table.rows:,} purchases of {len(table.customers):,} customers; fitting on those up to {until}"
    click.echo(told, err=True)
    answer = purchases.expected(table, until=until, days=days)
    click.echo(f"  expected by {answer.forecast.method.value}, level {answer.forecast.level:.2f}", err=True)
    return answer


def _write(out: Path, answer: Answer) -> None:
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for one in answer.customers:
            value = "" if one.value is None else f"{one.value:.4f}"
            writer.writerow(
                (
                    cells.harmless(one.customer),
                    f"{one.purchases:.6f}",
                    value,
                    f"{one.buys_again:.6f}",
                    one.segment.value,
                )
            )
