"""`flask token`: tokens of the local issuer, for development."""

from uuid import UUID

import click
from flask.cli import with_appcontext

from app.runtime.auditing import Actor, ActorKind, Deed
from app.runtime.auth.local_issuer import LocalIssuer
from app.runtime.http.current import rt
from app.runtime.observe.logs import audit


@click.group("token")
def group() -> None:
    """Access tokens for development."""


@group.command("issue")
@click.option("--user", "user_id", type=click.UUID, required=True, help="Id of the user that the token speaks for.")
@click.option("--admin", "is_admin", is_flag=True, help="With the rights of an admin.")
@with_appcontext
def issue(user_id: UUID, is_admin: bool) -> None:
    """Print a token signed by the local issuer."""
    settings = rt().settings
    if settings.identity_mode != "local":
        raise click.ClickException(f"Tokens are issued by Supabase here (AUTH_MODE is {settings.identity_mode}).")
    audit("token issued", subject=user_id, is_admin=is_admin)
    told = {"user_hash": rt().audit.fingerprint(str(user_id)), "is_admin": is_admin}
    rt().audit.note(Deed("token issued", Actor(ActorKind.OPERATOR), details=told))
    click.echo(LocalIssuer(settings).issue(user_id, is_admin=is_admin, now=rt().clock.now()))
