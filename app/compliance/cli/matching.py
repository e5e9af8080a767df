"""`flask gst reconcile-2b`: a month's file of the portal matched from a terminal."""

import hashlib
from pathlib import Path
from uuid import UUID

import click
from flask.cli import with_appcontext

from app.compliance.service import matching as service
from app.compliance.service.matching import files, working
from app.runtime.http.current import rt
from app.runtime.identity import Caller
from app.values import money
from app.values.errors import Problem


@click.command("reconcile-2b")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--business", required=True, type=click.UUID, help="Id of the business whose GSTR-2B it is.")
@with_appcontext
def reconcile_2b(path: Path, business: UUID) -> None:
    """Match the bills of a business with the GSTR-2B in PATH: the portal's JSON or Excel file."""
    runtime, now, content = rt(), rt().clock.now(), path.read_bytes()
    try:
        kept = working.keep(
            runtime,
            business,
            content,
            sha256=hashlib.sha256(content).hexdigest(),
            file_format=files.format_of(content),
            by=None,
            now=now,
        )
        working.match(runtime, business, kept.period)
        found = service.reconciliation(runtime, business, period=kept.period, caller=Caller.service())
    except Problem as problem:
        raise click.ClickException(problem.message) from problem
    click.echo(f"{kept.period}: {kept.papers:,} documents in GSTR-2B of {kept.gstin}")
    for state, sums in found.states.items():
        click.echo(f"  {state.value:<17} {sums.rows:>7,} rows  {money.spoken(sums.tax):>16} tax")
    click.echo(f"Credit at risk: {money.spoken(found.credit_at_risk)}")
