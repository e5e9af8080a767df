"""`flask keys`: makes keys, says what each has sealed, and seals everything by the first of them."""

import secrets

import click
from cryptography.fernet import Fernet
from flask.cli import with_appcontext

from app.runtime import commands
from app.runtime.auditing.records import COMMAND_LINE
from app.runtime.http import current
from app.runtime.sealing import rotation, rows, standing
from app.runtime.sealing.problems import KeyRefused
from app.runtime.sealing.standing import LONGEST, Known, Standing

SECRETS = ("BLIND_INDEX_KEY", "AUDIT_ANCHOR_KEY", "BACKUP_KEY")
SECRET_BYTES = 32


class Group(commands.Group):
    """Tells the operator why a key is refused; users only hear that it is."""

    def invoke(self, ctx: click.Context) -> object:
        """What the command returns."""
        try:
            return super().invoke(ctx)
        except click.ClickException as told:
            if isinstance(told.__cause__, KeyRefused):
                raise click.ClickException(told.__cause__.why) from told
            raise


group = Group("keys", help="The keys by which what is personal lies sealed.")


@group.command("generate")
@click.option("--only", type=click.Choice(["ENCRYPTION_KEY", *SECRETS]), help="The value of this one alone.")
def generate(only: str | None) -> None:
    """Print new keys, to be put where the settings are kept; nothing is kept here."""
    made = {"ENCRYPTION_KEY": Fernet.generate_key().decode()}
    made |= {name: secrets.token_hex(SECRET_BYTES) for name in SECRETS}
    if only:
        click.echo(made[only])
        return
    for name, value in made.items():
        click.echo(f"{name}={value}")


@group.command("status")
@with_appcontext
def status() -> None:
    """Say which keys are known, how old they are, and how much each has sealed."""
    rt = current.rt()
    found = standing.standing(rt, now=rt.clock.now())
    for key in found.keys:
        click.echo(_line(key, found))
    for title, counts in found.sealed.items():
        if counts:
            click.echo(f"  {title}: " + ", ".join(f"{one.rows:,} by {one.key_id or 'no key'}" for one in counts))
    for warning in _warnings(found):
        click.echo(warning, err=True)


@group.command("rotate")
@click.option("--seconds", type=click.FloatRange(1), help="Stop after so long; the next run goes on.")
@with_appcontext
def rotate(seconds: float | None) -> None:
    """Seal everything by the first key of ENCRYPTION_KEY, while the service serves."""
    rt = current.rt()

    def told(title: str, left: int) -> None:
        click.echo(f"  {title}" + (f": {left:,}" if left else ""))

    run = rotation.rotate(rt, now=rt.clock.now(), by=COMMAND_LINE, seconds=seconds, progress=told)
    click.echo(f"{run.sealed:,} values and files sealed by the key {rt.seals.ring.first}.")
    for id in run.retired:
        click.echo(f"Nothing needs the key {id} any more: take it out of ENCRYPTION_KEY.")
    if run.broken:
        raise click.ClickException(f"{run.broken:,} values do not open, and stay as they are; the log names them.")
    if not run.is_whole:
        raise click.ClickException("The time was over before everything was done. Run it again to go on.")


def _line(key: Known, found: Standing) -> str:
    state = "seals" if key.is_first else "opens" if key.is_held else "is not here"
    retired = f", retired {key.retired_at:%Y-%m-%d}" if key.retired_at else ""
    sealed = found.totals.get(key.key_id, 0)
    return f"{key.key_id} {state}, since {key.first_used_at:%Y-%m-%d}{retired}: {sealed:,} values"


def _warnings(found: Standing) -> list[str]:
    told = []
    if found.is_old:
        told.append(f"The key is {found.age.days} days old, the limit is {LONGEST.days}: see docs/keys.md.")
    if found.totals.get(rows.READABLE):
        told.append(f"{found.totals[rows.READABLE]:,} values are not sealed yet: flask keys rotate")
    if found.unindexed:
        told.append(f"{found.unindexed:,} documents are not indexed by the first index key: flask keys rotate")
    return told
