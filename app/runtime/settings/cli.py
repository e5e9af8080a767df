"""`flask config`: what this process would run with, and everything that is wrong with it."""

import os

import click

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
