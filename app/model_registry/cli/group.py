"""The group to which the files beside this one add their commands."""

import click

from app.runtime import commands


@click.group("models", cls=commands.Group, help="Models: what serves, how well, and what may serve next.")
def group() -> None:
    """Commands about models."""
