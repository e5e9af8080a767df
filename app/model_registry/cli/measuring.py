"""`flask models measure`: have the worker measure every model on generated books, and show the scores."""

import click
from flask.cli import with_appcontext

from app.model_registry.cli.group import group
from app.runtime.http import current
from app.runtime.identity import Caller

LONGEST_WAIT_SECONDS = 300.0


@group.command("measure")
@with_appcontext
def measure() -> None:
    """Measure every model on generated books (in the worker, which must be running)."""
    job = current.rt().jobs.run(
        "models.measure",
        caller=Caller.service(),
        business_id=None,
        payload={"again": True},
        key="models.measure:again",
        wait_seconds=LONGEST_WAIT_SECONDS,
    )
    if job.state != "done":
        raise click.ClickException(job.error or f"The worker has not finished; it goes on as job {job.id}.")
    for name, accuracy in sorted((job.result or {}).items()):
        click.echo(f"{name}: {accuracy:.4f}")
