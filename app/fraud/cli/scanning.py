"""`flask fraud scan`: the alerts on the books of a file, as the API gives them."""

import json
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from app.books.importer.faults import BadBooks
from app.fraud.schemas import FraudAlertSchema
from app.fraud.service import offline
from app.fraud.service.offline import Scanned
from app.runtime.http.current import rt
from app.values.errors import Problem


@click.command("scan")
@click.argument("path", metavar="BOOKS.json", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where the alerts go.")
@with_appcontext
def scan(path: Path, out: Path) -> None:
    """Write all alerts on the businesses in BOOKS.json; needs no server and no database."""
    if out.resolve() == path.resolve():
        raise click.ClickException("The alerts would overwrite the books themselves. Name another file with --out.")
    clock = rt().clock
    began_at, found, documents = clock.now(), [], 0
    click.echo(f"  reading {path.name}", err=True)
    try:
        for place, scanned in enumerate(offline.scan_file(path, now=began_at), start=1):
            found += wire(scanned)
            documents += scanned.documents
            click.echo(f"  {place}: {scanned.name}: {_told(scanned)}", err=True)
        out.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    except BadBooks as bad:
        raise click.ClickException("\n".join([bad.message, *bad.lines()])) from bad
    except Problem as problem:
        raise click.ClickException(problem.message) from problem
    except OSError as wrong:
        raise click.ClickException(f"{wrong.filename}: {wrong.strerror}.") from wrong
    seconds = (clock.now() - began_at).total_seconds()
    click.echo(f"{len(found):,} alerts on {documents:,} documents in {seconds:.1f} s: {out}")


def wire(scanned: Scanned) -> list[dict[str, Any]]:
    """The alerts of one business as the API gives them, each with its business."""
    said: list[dict[str, Any]] = FraudAlertSchema(many=True).dump(scanned.alerts)
    return [{"business_id": str(scanned.business_id), **one} for one in said]


def _told(scanned: Scanned) -> str:
    return f"{scanned.documents:,} documents, {len(scanned.alerts)} alerts"
