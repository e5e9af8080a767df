"""`flask backup`: makes, lists, proves, tidies and brings back backups."""

from collections.abc import Iterator

import click
from flask.cli import with_appcontext

from app.runtime import commands
from app.runtime.backups import keeping, keys, making, noted, restoring, standing
from app.runtime.backups.manifest import Manifest
from app.runtime.http import current
from app.runtime.runtime import Runtime
from app.values.errors import Unavailable

group = commands.Group("backup", help="Encrypted backups of the database, uploads and models.")


@group.command("create")
@with_appcontext
def create() -> None:
    """Make a backup, read it back, and copy it to BACKUP_URL where that is set."""
    with standing.for_reading(current.rt()) as rt:
        made = making.make(rt, now=rt.clock.now())
        click.echo(f"{made.name}: {made.size_bytes / 1e6:,.1f} MB, {_content(made.manifest)}, {made.seconds:.1f} s")
        if made.is_sent:
            click.echo(f"copied to {rt.settings.backup_url}")
        for line in _warnings(made.manifest):
            click.echo(line, err=True)
        if keys.is_kept_here(rt.settings):
            click.echo(
                f"Copy {rt.settings.data_dir / keys.KEY_FILE} to a safe place: without it nobody can read the backup.",
                err=True,
            )


@group.command("list")
@with_appcontext
def list_backups() -> None:
    """List the backups that there are, the newest first."""
    _say_noted(current.rt())
    for one in keeping.listed(current.rt().settings):
        size = f"{one.size_bytes / 1e6:,.1f} MB" if one.size_bytes is not None else "in the bucket"
        about = f"  release {one.about['app_version']}, key {one.about['key']}" if one.about else ""
        click.echo(f"{one.name}  {size}{about}  {one.place}")


@group.command("verify")
@click.argument("name", default="")
@with_appcontext
def verify(name: str) -> None:
    """Prove that every byte of NAME is as it was written; the newest by default."""
    chosen, manifest = keeping.verified(current.rt().settings, name)
    click.echo(f"{chosen} is sound: {_content(manifest)}, made {manifest.created_at:%Y-%m-%d %H:%M %Z}")


@group.command("prune")
@with_appcontext
def prune() -> None:
    """Delete backups older than BACKUP_RETENTION_DAYS; the newest sound one always stays."""
    rt = current.rt()
    gone = keeping.prune(rt.settings, now=rt.clock.now())
    for name in gone:
        click.echo(f"deleted {name}")
    click.echo(f"{len(gone)} deleted")


@group.command("restore")
@click.argument("name")
@click.option("--force", is_flag=True, help="Replace everything that the database holds.")
@with_appcontext
def restore(name: str, force: bool) -> None:
    """Bring back NAME, a backup of BACKUP_DIR or BACKUP_URL, or a file anywhere."""
    settings = current.rt().settings
    keys.reading(settings)
    with keeping.at_hand(settings, name) as path, standing.for_replacing(current.rt()) as rt:
        restored = restoring.restore(rt, path, is_forced=force)
    click.echo(f"{name} is back: {_content(restored.manifest)}, all compared, {restored.seconds:.1f} s")
    for line in _warnings(restored.manifest):
        click.echo(line, err=True)
    for setting in restored.strange_keys:
        click.echo(
            f"{setting} is not the key that this was made with (id {restored.manifest.keys[setting]}).", err=True
        )


def _say_noted(rt: Runtime) -> None:
    """What every process sees, on stderr: the list itself is of what lies in reach of this machine."""
    try:
        known = noted.present(rt)
    except Unavailable as problem:
        click.echo(problem.message, err=True)
        return
    if known.failed_at:
        click.echo(f"{known.failed_at:%Y-%m-%d %H:%M %Z} none could be made: {known.failure}", err=True)
    if known.begun_at:
        click.echo(f"The newest is {known.name}, in {known.place}.", err=True)


def _content(manifest: Manifest) -> str:
    return f"{manifest.rows:,} rows in {len(manifest.tables)} tables, {len(manifest.files):,} files"


def _warnings(manifest: Manifest) -> Iterator[str]:
    for sha256 in manifest.missing_models:
        yield f"The store has no file of the model {sha256}, which the registry names: see flask models verify."
