"""`flask db`: brings the database's schema up to date, and says how far it is and how the database stands."""

import os
from collections.abc import Iterable

import click

from app.runtime import migrations, settings

group = click.Group("db", help="The schema of the database.")


@group.command("upgrade")
@click.option("--local", is_flag=True, help="Also build the mobile app's own tables, which a Supabase project has.")
def upgrade(local: bool) -> None:
    """Apply the files of schema/ that are pending."""
    _show(migrations.upgrade(_database_url(), local=local))


@group.command("status")
def status() -> None:
    """List the files of schema/ as applied or pending."""
    _show(migrations.status(_database_url()))


@group.command("check")
def check() -> None:
    """Look at schema, size, connections, locks and the largest tables; end with 1 when something is not well."""
    try:
        lines = list(migrations.standing(_database_url()))
    except migrations.SchemaError as problem:
        raise click.ClickException(str(problem)) from problem
    for line in lines:
        click.echo(f"{'ok  ' if line.is_well else 'LOOK'} {line.text}")
    if not all(line.is_well for line in lines):
        raise click.exceptions.Exit(1)


def _show(lines: Iterable[str]) -> None:
    try:
        for line in lines:
            click.echo(line)
    except migrations.SchemaError as problem:
        raise click.ClickException(str(problem)) from problem


def _database_url() -> str:
    try:
        url = settings.read(os.environ).server_url
    except settings.SettingsError as error:
        raise click.ClickException(str(error)) from error
    if not url:
        raise click.ClickException("There is no database: set DATABASE_URL, or start the embedded one with `make run`.")
    return url
