"""`flask models list`, `show`, `compare`, `events` and `download`."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from app.model_registry import service
from app.model_registry.cli import words
from app.model_registry.cli.group import group
from app.model_registry.service import models, versions
from app.runtime.http import current
from ml_models import bundle


@group.command("list")
@with_appcontext
def list_models() -> None:
    """Show every model: what serves, what waits, and what was measured."""
    rt = current.rt()
    measured = {figures.model_name: figures for figures in service.performance(rt)}
    for model in models.listed(rt):
        figures = measured.get(model.name)
        accuracy = f", accuracy {figures.accuracy_score:.4f} by {figures.accuracy_source}" if figures else ""
        click.echo(words.model(model) + accuracy)


@group.command("show")
@click.argument("name")
@click.argument("version", type=click.IntRange(1), required=False)
@with_appcontext
def show(name: str, version: int | None) -> None:
    """Show a model with its versions, or one version with what was measured."""
    rt = current.rt()
    if version is None:
        model = models.one(rt, name)
        lines = [words.model(model), *([model.purpose] if model.purpose else [])]
        lines += [words.version(one) for one in versions.listed(rt, name)]
    else:
        validation = next(iter(versions.validations_of(rt, name, version)), None)
        lines = list(words.page(versions.one(rt, name, version), validation))
    click.echo("\n".join(lines))


@group.command("compare")
@click.argument("name")
@click.argument("a", type=click.IntRange(1))
@click.argument("b", type=click.IntRange(1))
@with_appcontext
def compare(name: str, a: int, b: int) -> None:
    """Show two versions side by side."""
    click.echo("\n".join(words.comparison(versions.compare(current.rt(), name, a, b))))


@group.command("events")
@click.argument("name")
@with_appcontext
def events(name: str) -> None:
    """Show what happened to the versions of a model, the latest first."""
    for event in versions.events(current.rt(), name):
        click.echo(words.event(event))


@group.command("download")
@click.argument("name")
@click.argument("version", type=click.IntRange(1))
@click.option("--to", "target", type=click.Path(path_type=Path), help="File to write; NAME-VERSION.fineasy-model.")
@with_appcontext
def download(name: str, version: int, target: Path | None) -> None:
    """Write a version as one file that can be uploaded elsewhere."""
    content = versions.download(current.rt(), name, version)
    path = target or Path(f"{name}-{version}{bundle.SUFFIX}")
    path.write_bytes(content)
    click.echo(f"{path}: {len(content):,} bytes.")
