"""`flask maintenance`: closes the service and opens it, says how it stands, and puts up a banner."""

from datetime import datetime

import click
from flask.cli import with_appcontext

from app.runtime import commands
from app.runtime.auditing.records import COMMAND_LINE
from app.runtime.http import current
from app.runtime.maintenance import moments, service
from app.runtime.maintenance.records import Said
from app.values.period import INDIA

group = commands.Group("maintenance", help="Closes the service for maintenance, and tells everybody.")
said = click.option("--say", default="", help="What callers are told, in English.")
said_in_hindi = click.option("--say-hindi", default="", help="The same in Hindi.")


@group.command("on")
@click.option("--until", metavar="TIME", help="When it should be over: 18:30, or 2026-11-22T18:30 (Indian time).")
@said
@said_in_hindi
@with_appcontext
def turn_on(until: str | None, say: str, say_hindi: str) -> None:
    """Close the service: every call of the app is told so, and workers begin nothing more."""
    rt, now = current.rt(), current.rt().clock.now()
    end = moments.meant(until, now) if until else None
    service.close(rt, until=end, sentence=Said(say, say_hindi), now=now, by=COMMAND_LINE)
    click.echo("The service is closed; every process knows it within two seconds. Open it: flask maintenance off")


@group.command("off")
@with_appcontext
def turn_off() -> None:
    """Open the service again; workers go on with what waits."""
    rt = current.rt()
    service.reopen(rt, now=rt.clock.now(), by=COMMAND_LINE)
    click.echo("The service is open.")


@group.command("banner")
@said
@said_in_hindi
@with_appcontext
def banner(say: str, say_hindi: str) -> None:
    """Show a sentence to everybody without closing; without --say, show none any more."""
    rt = current.rt()
    service.announce(rt, Said(say, say_hindi), now=rt.clock.now(), by=COMMAND_LINE)
    click.echo("The banner is up." if say.strip() else "There is no banner.")


@group.command("status")
@with_appcontext
def status() -> None:
    """Say whether the service is open, and what callers are told."""
    found = service.present(current.rt())
    if found.is_closed:
        end = f", until {shown(found.until)}" if found.until else ""
        click.echo(f"closed since {shown(found.since)}{end}: {found.told.english}")
    else:
        click.echo("open")
    if found.banner:
        click.echo(f"banner: {found.banner.english}")


def shown(value: datetime | None) -> str:
    """A moment for an operator."""
    return f"{value.astimezone(INDIA):%Y-%m-%d %H:%M} (India)" if value else "?"
