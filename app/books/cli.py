"""`flask books`: brings books in from files."""

from pathlib import Path
from uuid import UUID

import click
from flask.cli import with_appcontext

from app.books.importer import service
from app.books.importer.faults import BadBooks
from app.books.importer.from_csv import Target
from app.runtime.http.current import rt
from app.values.errors import Problem

group = click.Group("books", help="The books of the businesses.")


@group.command("import")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--owner", type=click.UUID, help="User who is to own businesses that are new here.")
@click.option("--business", help="Id of the business, for CSVs that name none.")
@click.option("--business-name", help="Name of the business, for CSVs of one that is new here.")
@with_appcontext
def import_books(path: Path, owner: UUID | None, business: str | None, business_name: str | None) -> None:
    """Import PATH: a books JSON, or a folder of CSVs. All of it or nothing; again as often as you like."""
    runtime = rt()
    began_at = runtime.clock.now()
    try:
        done = service.import_path(
            runtime, path, owner_id=owner, target=Target(business, business_name), progress=_show
        )
    except BadBooks as bad:
        raise click.ClickException("\n".join([bad.message, *bad.lines()])) from bad
    except Problem as problem:
        raise click.ClickException(problem.message) from problem
    seconds = (runtime.clock.now() - began_at).total_seconds()
    for kind, fields in done.skipped.items():
        click.echo(f"Left out, as nothing here reads it: {', '.join(fields)} ({kind})", err=True)
    for id, name in done.businesses:
        click.echo(f"{id}  {name}")
    click.echo(
        f"{done.documents:,} documents and {done.payments:,} payments in {seconds:.1f} s"
        f" ({done.documents / seconds:,.0f} documents a second); {done.changed:,} rows were new or different."
    )


def _show(step: str, rows: int) -> None:
    click.echo(f"  {step}" + (f": {rows:,} rows" if rows else ""), err=True)
