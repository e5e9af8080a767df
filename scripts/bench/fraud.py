"""How long books are scanned for fraud, how that grows, and what one new document costs: on invented businesses.

`python -m scripts.bench.fraud scan DOCUMENTS BUSINESSES` measures one size in a process of its own, so that the peak of
its memory is its own, and prints it as JSON; `measured` calls it.
"""

import gc
import json
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from app import simulate
from app.books.records import Books, Document, PartyKind
from app.fraud import rules
from app.fraud.records import Finding
from app.fraud.rules import drafts, duplicates, parts, patterns
from app.fraud.rules.drafts import Habits
from app.fraud.rules.duplicates import weights
from app.fraud.rules.parts import Part
from app.fraud.service import offline
from scripts.whole_system import ROOT

NOW = datetime(2026, 4, 1, tzinfo=UTC)
DRAFTS = 200
MB = 1024


@dataclass(frozen=True, slots=True)
class Measured:
    """One size: documents in all, seconds to scan them and put the findings into words, and MB of memory at most."""

    documents: int
    businesses: int
    seconds: float
    peak_mb: float
    alerts: int


def measured(documents: int, businesses: int = 1) -> Measured:
    """A scan of so many businesses of about so many documents each, one after the other, all of them in memory."""
    command = [sys.executable, "-m", "scripts.bench.fraud", "scan", str(documents), str(businesses)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    return Measured(**json.loads(told.stdout.splitlines()[-1]))


def again_seconds(documents: int) -> tuple[float, float, int, int]:
    """Seconds of a full scan and of one after a new bill by what is kept; parts in all, and parts scanned again."""
    books = simulate.large_books(documents, seed=1)
    kept: dict[str, Sequence[Finding]] = {}
    began = time.perf_counter()
    _scanned(books, kept)
    full = time.perf_counter() - began
    one = books.documents[len(books.documents) // 2]
    grown = replace(books, documents=[*books.documents, replace(one, id=uuid4(), number="ZZ-1")])
    began = time.perf_counter()
    scanned = _scanned(grown, kept)
    return full, time.perf_counter() - began, len(kept) - scanned, scanned


def draft_ms(documents: int) -> float:
    """Milliseconds, in the middle, to judge a new document where the books around it are in hand."""
    books = simulate.large_books(documents, seed=1)
    habits, chance = Habits.of(books), random.Random(1)  # noqa: S311 - made books
    asked = list(_drafts(books, chance))
    gc.freeze()  # the web process holds no such books: they are not to be looked through at every tenth draft
    taken = []
    for around, draft in asked:
        began = time.perf_counter()
        held = drafts.with_draft(around, draft)
        judged = duplicates.judged(drafts.pairs(held, draft), weights.chances)
        drafts.findings(held, draft, habits, judged)
        taken.append(time.perf_counter() - began)
    gc.unfreeze()
    return statistics.median(taken) * 1000


def _drafts(books: Books, chance: random.Random) -> Iterator[tuple[Books, Document]]:
    """New bills and invoices like old ones, each with the books around it, as `books.nearby` reads them."""
    for old in chance.sample([one for one in books.documents if one.counts and not one.is_note], DRAFTS):
        later = old.issued_on + timedelta(days=chance.randrange(3, 40))
        draft = replace(old, id=uuid4(), number=f"{old.number}{chance.randrange(99)}", issued_on=later)
        yield _around(books, draft), draft


def _around(books: Books, draft: Document) -> Books:
    circle = drafts.circle(books.parties, draft)
    documents = [one for one in books.documents if one.party_id in circle or _resembles(one, draft)]
    payments = [one for one in books.payments if one.party_id in circle]
    named = circle | {one.party_id for one in documents} | {one.party_id for one in payments}
    known = [one for one in books.parties if one.id in named or one.kind is PartyKind.EMPLOYEE]
    return replace(books, parties=known, documents=documents, payments=payments)


def _resembles(one: Document, draft: Document) -> bool:
    return abs(one.total - draft.total) <= 1 and drafts.resembles(one.number, draft)


def _scanned(books: Books, kept: dict[str, Sequence[Finding]]) -> int:
    """Scans what `kept` does not know; how many parts."""
    split = parts.split(books)
    new = [part for part in split if part.digest not in kept]
    kept.update({part.digest: _of_part(part) for part in new})
    rules.ranked([*(one for part in split for one in kept[part.digest]), *patterns.findings(books)])
    return len(new)


def _of_part(part: Part) -> list[Finding]:
    judged = duplicates.judged(duplicates.pairs(part.books), weights.chances)
    return rules.of_traders(part.books, part.customs, judged)


def _scan(documents: int, businesses: int) -> Measured:
    gc.disable()  # invented books are millions of objects that all stay
    held = [simulate.large_books(documents, seed=seed) for seed in range(businesses)]
    gc.enable()
    gc.collect()
    offline.scan(simulate.books_for_tests(1), now=NOW)  # loads the models
    began = time.perf_counter()
    alerts = sum(len(offline.scan(books, now=NOW).alerts) for books in held)
    seconds = time.perf_counter() - began
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB
    return Measured(sum(len(books.documents) for books in held), businesses, seconds, peak_mb, alerts)


if __name__ == "__main__":
    documents, businesses = map(int, sys.argv[2:4])
    found = _scan(documents, businesses)
    print(json.dumps({name: getattr(found, name) for name in Measured.__slots__}))
