"""`flask flags list` and `flask flags set NAME`: what is switched on, for everybody or for one business."""

from uuid import UUID

import click
from flask.cli import with_appcontext

from app.flags import service
from app.runtime import commands
from app.runtime.http import current


@click.group("flags", cls=commands.Group, help="Feature flags: what is switched on, and for whom.")
def group() -> None:
    """Commands about feature flags."""


@group.command("list")
@with_appcontext
def list_flags() -> None:
    """Show every flag as it is stored."""
    for flag in service.stored(current.rt()):
        state = {None: "as the environment says", True: "on", False: "off"}[flag.enabled]
        click.echo(f"{flag.name}: {state}, rollout {flag.rollout_percent}%")


@group.command("set")
@click.argument("name")
@click.option("--enabled/--disabled", default=None, help="Switch it on or off.")
@click.option(
    "--default", "is_default", is_flag=True, help="Leave it to the environment, or to the flag for a business."
)
@click.option("--rollout", type=click.IntRange(0, 100), help="Share of users, in percent, for whom it is on.")
@click.option("--variant", help="Name of the variant that users get.")
@click.option("--business", type=click.UUID, help="Only for this business.")
@with_appcontext
def set_flag(
    name: str, enabled: bool | None, is_default: bool, rollout: int | None, variant: str | None, business: UUID | None
) -> None:
    """Change a flag; a new name makes a new flag."""
    rt = current.rt()
    if is_default == (enabled is not None) and (is_default or (rollout is None and variant is None) or business):
        raise click.UsageError("Say one of --enabled, --disabled and --default.")
    if business and rollout is not None:
        raise click.UsageError("A rollout is for everybody, not for one business.")
    if business:
        service.set_override(rt, name, business_id=business, enabled=enabled, variant=variant, now=rt.clock.now())
    elif is_default:
        service.follow_environment(rt, name, now=rt.clock.now())
    else:
        service.set_flag(rt, name, enabled=enabled, rollout_percent=rollout, variant=variant, now=rt.clock.now())
    click.echo(f"{name} is set.")
