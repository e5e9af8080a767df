"""What insights cost: one forecast, all insights of one business, and a night of many through real jobs.

`python -m scripts.bench.insights forecast|business|night` measures one of them alone.
"""

import math
import random
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import psycopg

from app import simulate
from app.books.records import Books, DocumentKind, DocumentStatus
from app.insights.service import computed, nightly, tools
from app.runtime.runtime import assemble
from app.simulate.large import large_profile
from app.values.period import indian_date
from scripts import waiting
from scripts.bench import stack
from scripts.whole_system import System, system

SERIES, MONTHS, AHEAD = 30, 60, 12
PERIOD, DOCUMENTS, OPEN = 36, 3_000, 500
UNTIL = date(2026, 3, 31)
NOW = datetime(2026, 3, 31, 14, tzinfo=UTC)
SHOPS, SHOP_MONTHS, PROCESSES = 40, 24, 2
WHOLE_NIGHT = 1_000
SEEDS = range(7000, 7000 + SHOPS)
PATIENCE_SECONDS = 1800
UNDER_WAY = "select count(*) from jobs where name like 'background.%' and state in ('queued', 'running')"
FAILED = "select count(*) from jobs where name = %s and state in ('failed', 'dead')"
AGE_JOBS = "update jobs set created_at = created_at - interval '1 day' where name = 'background.insights'"
AGE = "update ai_analysis_results set created_at = created_at - interval '1 day' where analysis_type = 'insights'"


@dataclass(frozen=True, slots=True)
class Night:
    """How many businesses were renewed by how many processes, and how long a thousand would take them."""

    businesses: int
    minutes_for_a_thousand: float


def forecast_cpu_seconds() -> float:
    """Processor time of one forecast of a monthly series of five years, in the mean of some; no import counted."""
    forecast, chance = tools.loaded().forecast, random.Random(1)  # noqa: S311 - made series
    made = [_series(chance) for _ in range(SERIES + 1)]
    forecast(made[0], horizon=AHEAD, season=12, first=date(2021, 4, 1))
    began = time.process_time()
    for past in made[1:]:
        forecast(past, horizon=AHEAD, season=12, first=date(2021, 4, 1))
    return (time.process_time() - began) / SERIES


def business_cpu_seconds() -> tuple[float, int]:
    """Processor time of all insights of a business with 36 months and 500 open invoices, and its documents."""
    books = _with_open_invoices(OPEN)
    computed(simulate.books_for_tests(1), now=NOW)  # imports what knows arrays
    began = time.process_time()
    computed(books, now=NOW)
    return time.process_time() - began, len(books.documents)


def night(running: System) -> Night:
    """Renews imported shops by the night's jobs on the running system, and reckons how long a thousand would take."""
    rt = assemble(running.settings)
    _import(running.folder)
    with psycopg.connect(rt.settings.database_url, autocommit=True) as database:
        _await_quiet(database)
        for statement in (AGE, AGE_JOBS):  # as if the import had been yesterday
            database.execute(statement)
        began = time.monotonic()
        asked = nightly.ask_for_due(rt)
        _await_quiet(database)
        seconds = time.monotonic() - began
        _refuse_failures(database, asked)
    rt.close()
    return Night(asked, seconds / asked * WHOLE_NIGHT / 60)


def _series(chance: random.Random) -> list[float]:
    """Five years of sales with a trend, a season and noise."""
    level, trend, season = chance.uniform(5e4, 5e6), chance.uniform(-0.01, 0.02), chance.uniform(0, 0.4)
    return [
        level * (1 + trend * month) * (1 + season * math.sin(month * math.pi / 6)) * chance.uniform(0.85, 1.15)
        for month in range(MONTHS)
    ]


def _with_open_invoices(wanted: int) -> Books:
    """A business most of whose latest invoices are not paid yet: their payments are taken out."""
    profile = large_profile(DOCUMENTS, months=PERIOD)
    books = simulate.books_of(simulate.generate(profile, seed=1, until=UNTIL, months=PERIOD))
    sales = [one for one in books.documents if one.kind is DocumentKind.SALES_INVOICE and one.counts]
    latest = {one.id for one in sorted(sales, key=lambda one: one.issued_on)[-wanted:]}
    return replace(
        books,
        documents=tuple(
            replace(one, paid=Decimal(0), status=DocumentStatus.SENT) if one.id in latest else one
            for one in books.documents
        ),
        payments=tuple(one for one in books.payments if one.document_id not in latest),
    )


def _import(data_dir: Path) -> None:
    today = indian_date(datetime.now(UTC))
    worlds = [
        simulate.generate(simulate.SMALL, seed=seed, until=today, months=SHOP_MONTHS, business_id=UUID(int=seed))
        for seed in SEEDS
    ]
    content: Mapping[str, object] = worlds[0] | {"businesses": [one for world in worlds for one in world["businesses"]]}
    stack.import_seconds(data_dir, content)


def _await_quiet(database: "psycopg.Connection[tuple[int]]") -> None:
    waiting.until(lambda: not _count(database, UNDER_WAY), within=PATIENCE_SECONDS, what="the end of the jobs")


def _refuse_failures(database: "psycopg.Connection[tuple[int]]", asked: int) -> None:
    failed = _count(database, FAILED, nightly.JOB)
    if failed or asked < SHOPS:
        raise RuntimeError(f"{failed} of {asked} jobs failed, {SHOPS} at least should have been asked for")


def _count(database: "psycopg.Connection[tuple[int]]", statement: str, *values: object) -> int:
    row = database.execute(statement.encode(), values or None).fetchone()
    return row[0] if row else 0


def _night_alone() -> Night:
    given = {"LOG_LEVEL": "warning", "WORKER_CONCURRENCY": str(PROCESSES)}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, system(Path(folder) / "data", **given) as running:
        return night(running)


PIECES: Mapping[str, Callable[[], object]] = {
    "forecast": forecast_cpu_seconds,
    "business": business_cpu_seconds,
    "night": _night_alone,
}

if __name__ == "__main__":
    for piece in sys.argv[1:] or PIECES:
        print(f"{piece}: {PIECES[piece]()}", flush=True)
