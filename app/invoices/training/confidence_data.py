"""Generated bills as they are read, with the truth of each value: what `field_confidence` learns and is judged by.

PDFs by their text and photographs by their pixels, by as many processes as there are cores; each PDF as it is printed
and in the hands of strangers, who make wrong readings as common as on papers of trades that nobody has seen. Layouts of
`billing.UNSEEN_LAYOUTS` are for judging only, and so are seeds from `JUDGING_SEED` on.
"""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from multiprocessing import get_context

import numpy as np

from app.invoices import files
from app.invoices.records.extractions import Value
from app.invoices.records.files import FileRefused
from app.invoices.records.pages import Pages
from app.invoices.rules.documents import evidence, reading
from app.invoices.rules.documents.evidence import COLUMNS
from app.invoices.rules.documents.page import layout
from app.invoices.schemas.extractions import on_the_wire
from app.invoices.training import alike, strangers
from app.model_registry.records import Observed
from app.runtime import one_thread
from app.simulate import billing
from app.simulate.chance import Chance
from ml_models.tabular import Examples, as_rows

PAPERS, STRANGERS, PHOTOGRAPHS = 16, 2, 2
"""Of each layout, to learn from, and how many strangers print each paper; photographs take most of the time."""
JUDGED_PAPERS, JUDGED_STRANGERS, JUDGED_PHOTOGRAPHS = 8, 1, 1
JUDGING_SEED = 950_000
READ_ON = date(2026, 11, 1)
"""Later than every generated bill."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One document to write and read. hand : 0 for the generator's own, else which stranger's"""

    layout: str
    seed: int
    is_photograph: bool = False
    hand: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of every value of one reading, and whether it is so. layout : or whose document it is"""

    layout: str
    is_photograph: bool
    rows: tuple[tuple[float, ...], ...]
    truth: tuple[bool, ...]


def examples(observed: Sequence[Observed], seed: int) -> Examples:
    """The values to learn from: of all layouts but those that judge, and of corrected documents."""
    names = [name for name in billing.layouts() if name not in billing.UNSEEN_LAYOUTS]
    return joined([*told(_asked(names, seed, PAPERS, STRANGERS, PHOTOGRAPHS)), *_corrected(observed)])


def judging(observed: Sequence[Observed]) -> Examples:
    """The values on which every version is judged: of unknown layouts, and of corrections held back."""
    return joined([*_judging(), *_corrected(observed)])


def evidence_of_corrected(
    pages: Pages, values: Mapping[str, str | None], on: date
) -> tuple[list[list[float]], list[bool]]:
    """What is known of each value that is read from a corrected document today, and whether the person left it so.

    values : what the person set, by path; None where there is nothing
    """
    document = layout.laid_out(pages)
    read, proposals = reading.settled(document, pages, on=on)
    rows = evidence.rows(read, proposals, document)
    left = [path not in values or _is_same(read.fields[path].value, values[path]) for path in rows]
    return [list(row) for row in rows.values()], left


def told(asked: Sequence[Asked]) -> list[Told]:
    """Each document written, read and compared with its truth; nothing of one that could not be read."""
    with ProcessPoolExecutor(os.cpu_count() or 1, get_context("spawn"), initializer=one_thread.keep_to_one) as pool:
        return [one for one in pool.map(told_of, asked, chunksize=4) if one is not None]


def told_of(asked: Asked) -> Told | None:
    """One document; None where its photograph could not be read."""
    paper = billing.written(asked.seed, layout=asked.layout)
    if asked.is_photograph and paper.pages > 1:
        return None
    pages = _pages(paper, is_photograph=asked.is_photograph)
    if pages is None:
        return None
    if asked.hand:
        pages = strangers.printed(pages, Chance(asked.seed, f"stranger {asked.hand}: {asked.layout}"), paper.truth)
    document = layout.laid_out(pages)
    read, proposals = reading.settled(document, pages, on=READ_ON)
    right = alike.judged(paper.truth, paper.meant, on_the_wire(read, name=paper.layout)).fields
    rows = evidence.rows(read, proposals, document)
    known = [path for path in rows if path in right]
    return Told(
        paper.layout, asked.is_photograph, tuple(rows[path] for path in known), tuple(right[path] for path in known)
    )


def joined(documents: Sequence[Told]) -> Examples:
    """All values as arrays; each document counts as much as any other, however many lines it has."""
    rows = [row for one in documents for row in one.rows]
    weights = np.array([1 / len(one.rows) for one in documents for _ in one.rows])
    return Examples(
        as_rows(rows, COLUMNS),
        np.array([holds for one in documents for holds in one.truth], dtype=np.bool_),
        weights / weights.mean() if len(weights) else weights,
        np.array([one.layout for one in documents for _ in one.rows]),
    )


@lru_cache(maxsize=1)
def _judging() -> tuple[Told, ...]:
    asked = _asked(billing.UNSEEN_LAYOUTS, JUDGING_SEED, JUDGED_PAPERS, JUDGED_STRANGERS, JUDGED_PHOTOGRAPHS)
    return tuple(told(asked))


def _corrected(observed: Sequence[Observed]) -> list[Told]:
    return [
        Told(str(one.business_id), False, tuple(map(tuple, one.inputs)), tuple(map(bool, one.outcome)))
        for one in observed
    ]


def _is_same(value: Value, text: str | None) -> bool:
    return text is not None and (Decimal(text) == value if isinstance(value, Decimal) else text == str(value))


def _asked(names: Sequence[str], seed: int, papers: int, hands: int, photographs: int) -> list[Asked]:
    """So many papers of each layout, each as it is and in so many strange hands, and so many photographs."""
    printed = [(name, seed + number) for name in names for number in range(papers)]
    asked = [Asked(name, one, hand=hand) for name, one in printed for hand in range(hands + 1)]
    return asked + [Asked(name, seed + number, True) for name in names for number in range(photographs)]


def _pages(paper: billing.Paper, *, is_photograph: bool) -> Pages | None:
    content = billing.photographed(paper.pdf, paper.seed) if is_photograph else paper.pdf
    try:
        return files.read(content, name=paper.layout, reader=_reader())
    except FileRefused:
        return None


@cache
def _reader() -> files.TextReader:
    """That of this process: built with the first picture."""
    return files.RapidReader()
