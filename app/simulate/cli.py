"""`flask demo`: the invented businesses in the database, and the card with which to call for them; `flask simulate`:
invented bills as files."""

import json
from pathlib import Path
from uuid import UUID

import click
from flask.cli import with_appcontext

from app.runtime import commands
from app.runtime.http.current import rt
from app.simulate import billing, demo, gstr2b
from app.values.errors import Problem
from app.values.period import Month

group = commands.Group("demo", help="Two invented businesses to try everything on.")
simulate = commands.Group("simulate", help="Invented documents with their truth.")


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


@group.command("gstr2b")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--business", type=click.UUID, default=demo.FIRST.business_id, help="Whose; the demo's first by default.")
@click.option("--period", default=None, help="Which month, as 2025-10; the last whole one by default.")
@with_appcontext
def write_gstr2b(path: Path, business: UUID, period: str | None) -> None:
    """Write to PATH the GSTR-2B that a business of the demo would download from the GST portal."""
    runtime = rt()
    try:
        month = Month.parsed(period) if period else Month.of(runtime.clock.today()).plus(-1)
        content = gstr2b.of_business(runtime, business, month)
    except (ValueError, Problem) as problem:
        raise click.ClickException(str(problem)) from problem
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")
    click.echo(f"{path}: GSTR-2B of {content['data']['gstin']} for {month}")


@simulate.command("documents")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder to write to.")
@click.option("--count", default=20, show_default=True, type=click.IntRange(1, 10_000), help="How many bills.")
@click.option("--seed", default=1, show_default=True, help="The same seed writes the same bills.")
@click.option("--layout", "layouts", multiple=True, type=click.Choice(billing.layouts()), help="Only these hands.")
@click.option("--photos", is_flag=True, help="A photograph of the first page beside each PDF.")
def write_documents(out: Path, count: int, seed: int, layouts: tuple[str, ...], photos: bool) -> None:
    """Write invented bills as PDF, each with its truth as JSON."""
    out.mkdir(parents=True, exist_ok=True)
    hands = layouts or billing.layouts()
    for number in range(count):
        paper = billing.written(seed + number, layout=hands[number % len(hands)])
        place = out / str(paper.truth["id"])
        place.with_suffix(".pdf").write_bytes(paper.pdf)
        place.with_suffix(".json").write_text(json.dumps(paper.truth, indent=1, ensure_ascii=False), encoding="utf-8")
        if photos:
            place.with_suffix(".jpg").write_bytes(billing.photographed(paper.pdf, paper.seed))
    click.echo(f"{out}: {count} bills in {len(hands)} hands")


def _show(step: str, rows: int) -> None:
    click.echo(f"  {step}" + (f": {rows:,} rows" if rows else ""), err=True)
