"""`flask invoices draft`: what sentences ask for, one JSON object a line."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from app.invoices.records import BadSentences, Generation
from app.invoices.schemas import answers
from app.invoices.service.offline import sentences as service
from app.invoices.service.offline.sentences import Asked
from app.runtime.clock import Clock

TOLD_EVERY = 20
"""Sentences between two lines of progress."""
NOTHING_READ = 2
"""The exit code when the file holds no sentences."""


@click.command("draft")
@click.argument("path", metavar="FILE.json", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where the objects go.")
@click.option("--reference-date", type=click.DateTime(["%Y-%m-%d"]), help="The day of speaking; today by default.")
def draft(path: Path, out: Path, reference_date: datetime | None) -> None:
    """Write the draft that each sentence of FILE.json asks for, one JSON object a line: id, status, result.

    FILE.json is a list of {id, text}. Status is draft, needs_input (with a question) or rejected; result holds what
    was said, as the API's extracted_entities. No server and no database are needed.
    """
    if out.resolve() == path.resolve():
        raise click.ClickException("The drafts would overwrite the sentences themselves. Name another file with --out.")
    on = reference_date.date() if reference_date else Clock().today()
    try:
        asked = service.sentences(path)
        drafts = _write(out, _shown(service.drafts(asked, on=on), len(asked)))
    except BadSentences as bad:
        click.echo(f"Error: {bad.message}", err=True)
        raise click.exceptions.Exit(NOTHING_READ) from bad
    except OSError as wrong:
        raise click.ClickException(f"{wrong.filename}: {wrong.strerror}.") from wrong
    click.echo(f"{drafts:,} drafts of {len(asked):,} sentences: {out}")


def _shown(read: Iterator[tuple[Asked, Generation]], count: int) -> Iterator[tuple[Asked, Generation]]:
    for place, one in enumerate(read, start=1):
        yield one
        if place % TOLD_EVERY == 0 or place == count:
            click.echo(f"  {place:,} of {count:,} sentences", err=True)


def _write(out: Path, read: Iterator[tuple[Asked, Generation]]) -> int:
    """Writes each answer as soon as it is there, and counts the drafts."""
    drafts = 0
    with out.open("w", encoding="utf-8") as file:
        for asked, answer in read:
            file.write(json.dumps(_object(asked, answer), ensure_ascii=False) + "\n")
            drafts += answer.status.value == "draft"
    return drafts


def _object(asked: Asked, answer: Generation) -> dict[str, Any]:
    return {
        "id": asked.id,
        "status": answer.status.value,
        "question": answer.question,
        "errors": list(answer.errors),
        "result": answers.entities(answer.said, answer.draft),
        "spans": answers.spans(answer.said),
    }
