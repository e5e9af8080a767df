"""`flask config`: what this process would run with, and everything that is wrong with it."""

import os

import click

from app.runtime.settings import validation
from app.runtime.settings.environment import SettingsError, described, read


@click.group("config")
def group() -> None:
    """The settings."""


@group.command("check")
def check() -> None:
    """Print every setting, secrets redacted, and name every problem."""
    try:
        settings = read(os.environ)
    except SettingsError as error:
        for problem in error.problems:
            click.echo(f"problem: {problem}", err=True)
        raise SystemExit(1) from error
    for name, value, meaning in described(settings):
        click.echo(f"{name}={value}\n    {meaning}")
    click.echo("No problem found.")


@group.command("validate")
@click.option("--security", "with_security", is_flag=True, help="Also the points of the security checklist.")
def validate(with_security: bool) -> None:
    """Ask every part that the settings name, and end with the class of the first failure.

    0: all is well; 1: variables; 3: database; 4: Redis; 5: keys; 6: mail; 7: security.
    """
    found = list(validation.findings(os.environ))
    if with_security:
        found += validation.lapses(os.environ)
    for one in found:
        click.echo(f"{one.kind.name.lower()}: {one.sentence}", err=True)
    if found:
        raise SystemExit(int(min(one.kind for one in found)))
    click.echo("Variables, database, Redis, keys and mail are in order.")
