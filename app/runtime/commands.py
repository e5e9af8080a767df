"""Groups of commands for operators: what goes wrong is told in a line, with an exit code, and never as a traceback."""

from typing import Any

import click

from app.values.errors import Problem


class Group(click.Group):
    """click's group, whose commands may raise what the services raise."""

    def invoke(self, ctx: click.Context) -> Any:
        """What the command returns. Ends it with the message of a `Problem`, or the file that cannot be used."""
        try:
            return super().invoke(ctx)
        except Problem as problem:
            raise click.ClickException(problem.message) from problem
        except OSError as error:
            if error.filename is None:
                raise
            raise click.ClickException(f"{error.filename}: {error.strerror}.") from error
