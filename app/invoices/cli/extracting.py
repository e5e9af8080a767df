"""`flask invoices extract`: what documents say, one JSON object a line."""

import json
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click

from app.invoices.schemas import extractions as schemas
from app.invoices.service.offline import documents as service
from app.invoices.service.offline.documents import Read
from app.runtime.clock import Clock

FILES = click.Path(path_type=Path)
NOTHING_READ = 2
"""The exit code when not one file could be opened."""


@click.command("extract")
@click.argument("paths", metavar="FILES...", nargs=-1, required=True, type=FILES)
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where the objects go.")
@click.option("--reference-date", type=click.DateTime(["%Y-%m-%d"]), help="The day of reading; today by default.")
@click.option(
    "--qr-keys",
    envvar="EINVOICE_QR_KEYS",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the e-invoice portal's public keys (.pem), to verify signed QR codes.",
)
def extract(paths: tuple[Path, ...], out: Path, reference_date: datetime | None, qr_keys: Path | None) -> None:
    """Write what PDFs, photos, texts (.txt) and box files (.csv) say, one JSON object a line, in the order of FILES.

    FILES may be folders, whose documents are taken by name. Each object has the file's name without ending as its id;
    a file that cannot be read has `error` instead of values, and the others go on. No server and no database are
    needed.
    """
    files = list(service.named(paths))
    on = reference_date.date() if reference_date else Clock().today()
    if out.resolve() in {file.resolve() for file in files}:
        raise click.ClickException("The objects would overwrite a document itself. Name another file with --out.")
    try:
        opened = _write(out, service.extractions(files, on=on, keys=qr_keys), len(files))
    except OSError as wrong:
        raise click.ClickException(f"{wrong.filename}: {wrong.strerror}.") from wrong
    click.echo(f"{opened:,} of {len(files):,} documents read: {out}")
    if not opened:
        raise click.exceptions.Exit(NOTHING_READ)


def _write(out: Path, read: Iterable[Read], count: int) -> int:
    """Writes each extraction as soon as it is there, tells of it, and counts those that could be read."""
    opened = 0
    with out.open("w", encoding="utf-8") as file:
        for place, one in enumerate(read, start=1):
            told = schemas.on_the_wire(one.extraction, name=_shown(one.path.stem))
            file.write(json.dumps(told, ensure_ascii=False) + "\n")
            failure = one.extraction.failure
            opened += failure is None
            click.echo(
                f"  {place:,} of {count:,}  {_shown(one.path.name)}{f': {failure.message}' if failure else ''}",
                err=True,
            )
    return opened


def _shown(name: str) -> str:
    """The name of a file with a mark for each byte that is no UTF-8: such a name fits no JSON."""
    return os.fsencode(name).decode("utf-8", "replace")
