"""`flask insights late-payments`: how late each invoice of a file will be paid, without a server."""

import csv
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import click

from app.insights.service.offline import invoice_table, late_payments
from app.insights.service.offline.invoice_table import InvoiceTable
from app.values import cells
from app.values.errors import Problem
from ml_models.late_payment.records import Foretold

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
DAY = click.DateTime(formats=["%Y-%m-%d", "%m/%d/%Y"])
TOLD_EVERY = 100
"""Invoices between two lines of progress."""

COLUMNS = ("invoiceNumber", "p_late", "days_late", "lo90", "hi90")


@click.command("late-payments")
@click.argument("path", metavar="FILE.csv", type=FILE)
@click.option("--cutoff", required=True, type=DAY, help="Invoices issued from this day on are asked about.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where the figures go.")
def late_payments_of_a_file(path: Path, cutoff: datetime, out: Path) -> None:
    """Write how likely each invoice of FILE.csv is to be paid after its due date, and how many days late.

    One line for every invoice issued from --cutoff on: the chance, the middle of the days late, and the days between
    which nine in ten fall. Of an invoice only what was known the day before it was issued is used. No server and no
    database are needed.
    """
    if out.resolve() == path.resolve():
        raise click.ClickException("The figures would overwrite the invoices themselves. Name another file with --out.")
    try:
        table = _table(path)
        found = _foretold(table, cutoff.date())
        _write(out, table, found)
    except Problem as problem:
        raise click.ClickException(problem.message) from problem
    except OSError as wrong:
        raise click.ClickException(f"{wrong.filename}: {wrong.strerror}.") from wrong
    click.echo(_told(table, found, out))


def _table(path: Path) -> InvoiceTable:
    click.echo(f"  reading {path.name}", err=True)
    table = invoice_table.read(path)
    click.echo(f"  {len(table.rows):,} invoices", err=True)
    return table


def _foretold(table: InvoiceTable, cutoff: date) -> Mapping[int, Foretold]:
    """By the place in the file."""
    asked = late_payments.asked(table, cutoff)
    found: dict[int, Foretold] = {}
    told = 0
    for eve in late_payments.eves(table, cutoff):
        found.update(eve.foretold)
        if len(found) >= told + TOLD_EVERY or len(found) == len(asked):
            told = len(found)
            click.echo(f"  learned up to {eve.on}: {told:,} of {len(asked):,} invoices", err=True)
    return found


def _write(out: Path, table: InvoiceTable, found: Mapping[int, Foretold]) -> None:
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for place, one in sorted(found.items()):
            number = cells.harmless(table.rows[place].number)
            writer.writerow((number, f"{one.p_late:.6f}", one.days_late, one.low90, one.high90))


def _told(table: InvoiceTable, found: Mapping[int, Foretold], out: Path) -> str:
    if not found:
        return f"No invoice was issued from that day on; {out} has no lines."
    cold = {table.rows[place].customer for place, one in found.items() if one.is_cold}
    late = sum(one.p_late for one in found.values())
    strangers = f", {len(cold)} customers had paid nothing before" if cold else ""
    return f"{len(found):,} invoices, about {late:.0f} of them paid after the due date{strangers}: {out}"
