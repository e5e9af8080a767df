"""`flask cache`: what is remembered by type, and forgetting one type.

Never FLUSHDB: the same server may hold the queue, the counts of the limits and the workers' heartbeat.
"""

import click
from flask.cli import with_appcontext

from app.runtime import cache_types
from app.runtime.auditing import Actor, Deed
from app.runtime.auditing.records import COMMAND_LINE
from app.runtime.commands import Group
from app.runtime.http.current import rt
from app.runtime.near_cache import KEPT_SECONDS

TYPES = {kind.name: kind for kind in cache_types.ALL}


@click.group("cache", cls=Group, help="Results that are remembered: how many, and forgetting them.")
def group() -> None:
    """Commands about the cache."""


@group.command("count")
@with_appcontext
def count() -> None:
    """Say how many results of each type are remembered, and for how long at most."""
    for name, kind in TYPES.items():
        click.echo(f"{name}: {rt().cache.count(kind):,} results, each for {kind.ttl_seconds / 3600:g} h at most")


@group.command("clear")
@click.option("--type", "name", type=click.Choice([*TYPES]), help="The type to forget.")
@click.option("--all", "is_all", is_flag=True, help="Every type, one after the other.")
@with_appcontext
def clear(name: str | None, is_all: bool) -> None:
    """Forget the results of one type; they are computed anew when somebody asks."""
    if is_all == bool(name):
        raise click.UsageError("Say either --type NAME or --all.")
    for one in TYPES if is_all else (str(name),):
        gone = rt().cache.clear(TYPES[one])
        by = Actor.named(COMMAND_LINE)
        rt().audit.note(Deed("cache cleared", by, subject_kind="cache type", subject=one, details={"results": gone}))
        click.echo(f"{one}: {gone:,} results are forgotten.")
    rt().audit.flush()
    click.echo(f"A web process may answer from its own memory for {KEPT_SECONDS:g} s more.")
