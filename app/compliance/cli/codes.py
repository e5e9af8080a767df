"""`flask gst import-hsn`: the official list of codes of goods and services."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from app.compliance.service.hsn import importing
from app.runtime.http.current import rt
from app.values.errors import Problem


@click.command("import-hsn")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def import_hsn(path: Path) -> None:
    """Replace the list of HSN and SAC codes by that of PATH: GSTN's own workbook, or a CSV of code and description."""
    try:
        done = importing.import_list(rt(), path, now=rt().clock.now())
    except Problem as problem:
        raise click.ClickException(problem.message) from problem
    for reason, rows in sorted(done.left_out.items()):
        click.echo(f"Left out, {reason}: {rows:,} rows", err=True)
    click.echo(f"{done.codes:,} codes are in the list.")
