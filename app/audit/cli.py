"""`flask audit`: the trail verified, vouched for and written out, from the machine itself."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import click
from flask.cli import with_appcontext

from app.audit import wording
from app.audit.records import Format
from app.audit.service import anchoring, exporting, verifying
from app.runtime.commands import Group
from app.runtime.http.current import rt
from app.values.trail import OWN_CHAIN

DAY = click.DateTime(["%Y-%m-%d"])


@click.group("audit", cls=Group)
def group() -> None:
    """Who did what, and whether the trail of it is whole."""


@group.command("verify")
@click.option("--business", type=click.UUID, help="Only this business; without it every chain.")
@click.option("--own", is_flag=True, help="Only what belongs to no business.")
@with_appcontext
def verify(business: UUID | None, own: bool) -> None:
    """Follow every chain row by row; name the first bad row of each and what was done to it."""
    one = OWN_CHAIN if own else business
    is_whole = True
    for found in [verifying.chain(rt(), one)] if one else verifying.all_chains(rt()):
        is_whole = is_whole and found.finding is None
        click.echo(wording.verdict(found), err=found.finding is not None)
    if not is_whole:
        raise click.exceptions.Exit(1)


@group.command("anchor")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file, too.")
@with_appcontext
def anchor(out: Path | None) -> None:
    """Sign where every chain ends, and put that where the files are kept."""
    name, content = anchoring.anchor(rt(), now=rt().clock.now())
    if out:
        out.write_bytes(content)
    click.echo(f"{anchoring.KIND}/{name}")


@group.command("export")
@click.option("--business", type=click.UUID, help="Of this business; without it what belongs to none.")
@click.option("--since", type=DAY, help="From this day on (UTC).")
@click.option("--until", type=DAY, help="Before this day (UTC).")
@click.option("--format", type=click.Choice([one.value for one in Format]), default="jsonl")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The zip to write.")
@with_appcontext
def export(business: UUID | None, since: datetime | None, until: datetime | None, format: str, out: Path) -> None:
    """Write rows and what proves them to a zip."""
    bounds = {"since": since and since.replace(tzinfo=UTC), "until": until and until.replace(tzinfo=UTC)}
    with out.open("wb") as file:
        rows = exporting.write(rt(), file, business, **bounds, format=Format(format))
    click.echo(f"{rows:,} rows are in {out}.")
