"""A look through books from a file: the same rules, models and sentences as the service, without server or database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from app.books.importer import walking
from app.books.records import Books
from app.fraud import rules
from app.fraud.records import Alert
from app.fraud.rules import duplicates
from app.fraud.service import alerting, scanning, scoring
from app.model_registry.service.files import shipped
from app.model_registry.service.serving.scoring import by_release
from app.runtime.memory import uncollected


@dataclass(frozen=True, slots=True)
class Scanned:
    """One business with all its alerts, those that matter most first, and the version that spoke."""

    business_id: UUID
    name: str
    documents: int
    alerts: list[Alert]
    version: str


def scan_file(path: Path, *, now: datetime) -> Iterator[Scanned]:
    """Every business of a books JSON, one after the other.

    Raises `Unreadable` for no file of text, `BadBooks` with every fault and its line.
    """
    return walking.each(path, partial(scan, now=now), prepare=_open_models)


def scan(books: Books, *, now: datetime) -> Scanned:
    """All alerts on these books, none left out."""
    with uncollected():
        pairs = by_release(scanning.question(duplicates.pairs(books)))
        judged = by_release(scoring.about_findings(rules.joined(books, pairs.found), pairs.version))
        alerts = alerting.alerts_of(books, judged.found, version=judged.version, now=now)
    return Scanned(books.business.id, books.business.name, len(books.documents), alerts, judged.version)


def _open_models() -> None:
    for name in scoring.MODELS:
        shipped.opened(name)
