"""`flask models upload`, `import-shipped`, `gc` and `verify`: the files behind the versions."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from app.model_registry.cli.acting import judged
from app.model_registry.cli.group import group
from app.model_registry.service import actors
from app.model_registry.service.files import keeping, shipped, uploads
from app.runtime.http import current


@group.command("upload")
@click.option("--name", required=True, help="The model of which the file is a version.")
@click.option("--reason", default="", help="What is new about it.")
@click.option("--wait", is_flag=True, help="Watch its validation to the end.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@with_appcontext
def upload(name: str, file: Path, reason: str, wait: bool) -> None:
    """Take a model file as a candidate and have it validated."""
    rt, actor = current.rt(), actors.operator()
    now = rt.clock.now()
    uploads.refuse_size(rt, name, file.stat().st_size, filename=file.name, actor=actor, now=now)
    with file.open("rb") as content:
        version = uploads.upload(rt, name, content, filename=file.name, actor=actor, now=now, reason=reason)
    click.echo(f"{version.label} is {version.state}.")
    if wait:
        judged(name, version.version)


@group.command("import-shipped")
@with_appcontext
def import_shipped() -> None:
    """Take the models that came with this release; a worker does it by itself within seconds of its start."""
    rt = current.rt()
    for version in shipped.import_shipped(rt, now=rt.clock.now()):
        click.echo(f"{version.label} is {version.state}.")


@group.command("gc")
@with_appcontext
def gc() -> None:
    """Delete files that no version names and that are older than a day."""
    rt = current.rt()
    gone = keeping.gc(rt, now=rt.clock.now())
    for finding in gone:
        click.echo(f"{finding.sha256}: deleted, {finding.size_bytes or 0:,} bytes")
    click.echo(f"{len(gone)} file{'' if len(gone) == 1 else 's'} deleted.")


@group.command("verify")
@with_appcontext
def verify() -> None:
    """Read every version's file from the store and check its hash."""
    findings = keeping.verify(current.rt())
    for finding in findings:
        click.echo(f"{finding.sha256}: {finding.condition}")
    bad = [finding for finding in findings if finding.condition in ("missing", "damaged")]
    if bad:
        raise click.ClickException(f"{len(bad)} of {len(findings)} files are missing or damaged.")
    click.echo(f"{len(findings)} file{'' if len(findings) == 1 else 's'} checked.")
