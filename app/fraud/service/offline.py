"""A look through books from a file: the same rules, models and sentences as the service, without server or database.

Businesses have nothing to do with each other, so a large file is worked on by as many processes as there are cores,
each with one business in hand.
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from app.books.importer import preview, reading
from app.books.importer.faults import BadBooks
from app.books.records import Books
from app.fraud import rules
from app.fraud.records import Alert
from app.fraud.rules import duplicates
from app.fraud.service import alerting, scanning, scoring
from app.model_registry.service.files import shipped
from app.model_registry.service.serving.scoring import by_release
from app.runtime.memory import uncollected

LARGE_BYTES = 20 * 1024 * 1024
"""Below this, starting processes takes longer than they save."""
AHEAD = 2
"""So many businesses wait for each process, so that none is idle and few are held."""


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
    seen: set[UUID] = set()
    texts, look = reading.businesses(path), partial(_look, file=path.name, now=now)
    for scanned in _in_processes(look, texts) if path.stat().st_size > LARGE_BYTES else map(look, texts):
        if scanned is None or scanned.business_id in seen:
            raise reading.faults(path)
        seen.add(scanned.business_id)
        yield scanned


def scan(books: Books, *, now: datetime) -> Scanned:
    """All alerts on these books, none left out."""
    with uncollected():
        pairs = by_release(scanning.question(duplicates.pairs(books)))
        judged = by_release(scoring.about_findings(rules.joined(books, pairs.found), pairs.version))
        alerts = alerting.alerts_of(books, judged.found, version=judged.version, now=now)
    return Scanned(books.business.id, books.business.name, len(books.documents), alerts, judged.version)


def _look(text: str, *, file: str, now: datetime) -> Scanned | None:
    """One business by its text; None where something is wrong in it, which the whole file can tell with its line."""
    try:
        return scan(preview.books_of(text, file=file), now=now)
    except BadBooks:
        return None


def _in_processes(look: "partial[Scanned | None]", texts: Iterable[str]) -> Iterator[Scanned | None]:
    cores = os.cpu_count() or 1
    for name in scoring.MODELS:
        shipped.opened(name)  # once, before the processes part ways
    with ProcessPoolExecutor(cores) as pool:
        waiting: deque[Future[Scanned | None]] = deque()
        for text in texts:
            waiting.append(pool.submit(look, text))
            if len(waiting) >= cores * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
