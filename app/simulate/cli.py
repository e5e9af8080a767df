"""`flask demo`: the invented businesses in the database, and the card with which to call for them."""

import json

import click
from flask.cli import with_appcontext

from app.runtime import commands
from app.runtime.http.current import rt
from app.simulate import demo

group = commands.Group("demo", help="Two invented businesses to try everything on.")


@group.command("load")
@with_appcontext
def load() -> None:
    """Load the demo, unless it is there already."""
    runtime = rt()
    if runtime.settings.is_production:
        raise click.ClickException("The demo is not loaded in production.")
    loaded = demo.load(runtime, until=runtime.clock.today(), progress=_show)
    if loaded.businesses:
        click.echo(f"The demo is loaded: {loaded.businesses} businesses, {loaded.documents:,} documents.")
    else:
        click.echo("The demo was loaded before.")


@group.command("card")
@click.option("--api-url", required=True, help="Where the service answers.")
@with_appcontext
def card(api_url: str) -> None:
    """Print what demo.json holds: address, tokens, ids."""
    runtime = rt()
    if runtime.settings.identity_mode != "local":
        raise click.ClickException(
            f"Tokens are issued by Supabase here (AUTH_MODE is {runtime.settings.identity_mode}), so there is no card."
        )
    click.echo(json.dumps(demo.card(runtime, api_url=api_url, now=runtime.clock.now()), indent=2))


def _show(step: str, rows: int) -> None:
    click.echo(f"  {step}" + (f": {rows:,} rows" if rows else ""), err=True)
