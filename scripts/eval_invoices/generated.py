"""Invented bills of Indian trade (`app.simulate.billing`): layouts that were learned from, and those that only judge.

Every seed here is one that no training uses. PDFs are read by their text, as they are and as strangers would print
them, photographs by their pixels; of a bill of several pages only the PDF is read, for a photograph shows one.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.invoices import files
from app.invoices.records.extractions import Extraction
from app.invoices.rules.documents import reading
from app.invoices.schemas import extractions as schemas
from app.invoices.service import extracting
from app.invoices.service.extracting import Engine
from app.invoices.service.offline import documents
from app.invoices.training import alike, strangers
from app.invoices.training.alike import Judged, Verdict
from app.simulate import billing
from app.simulate.chance import Chance
from scripts.bars import Figure

FIRST_SEED = 900_000
"""Seeds from here on judge; training draws from below."""
PAPERS, PHOTOGRAPHS = 6, 2
"""Of each layout."""
READ_ON = date(2026, 11, 1)
BINS = 10


@dataclass(slots=True)
class Tally:
    """What was read in one way: each document's layout and verdicts, every field's chance with whether it is so."""

    documents: list[tuple[str, Judged, bool]] = field(default_factory=list)
    chances: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, layout: str, one: Judged, chances: Mapping[str, float], *, is_accepted: bool) -> None:
        """One document more."""
        self.documents.append((layout, one, is_accepted))
        self.chances += [(chances[path], is_so) for path, is_so in one.fields.items() if path in chances]

    def header(self, layout: str | None = None) -> float:
        """The share of printed header values that are there and right; an invented one counts as a wrong one more."""
        found = [verdict for one in self._of(layout) for verdict in one.header.values() if verdict is not Verdict.FREE]
        return _share([verdict is Verdict.RIGHT for verdict in found])

    def lines(self, layout: str | None = None) -> float:
        """The share of lines that are exact."""
        return _share([is_exact for one in self._of(layout) for is_exact in one.lines])

    def accepted(self) -> tuple[float, float]:
        """The share of documents that is taken without a person, and of how many all that is booked is there and so."""
        taken = [one.is_booked_right for _, one, is_accepted in self.documents if is_accepted]
        return len(taken) / max(1, len(self.documents)), _share(taken)

    def calibration_error(self) -> float:
        """Expected calibration error over ten bins of equal width, weighted by their fields."""
        bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
        for chance, is_so in self.chances:
            bins[min(int(chance * BINS), BINS - 1)].append((chance, is_so))
        apart = (abs(sum(c for c, _ in one) - sum(so for _, so in one)) for one in bins.values())
        return sum(apart) / len(self.chances) if self.chances else float("nan")

    def _of(self, layout: str | None) -> Iterator[Judged]:
        return (one for name, one, _ in self.documents if layout in (None, name))


def measured(_: Path) -> Iterator[tuple[str, Sequence[Figure]]]:
    """Layouts known and unseen, as PDFs and as photographs; the bars are those for unseen layouts."""
    engine = documents.engine_of_process()
    unseen = billing.UNSEEN_LAYOUTS
    known = [name for name in billing.layouts() if name not in unseen]
    for title, names, has_bars in (("layouts that are known", known, False), ("unseen layouts", unseen, True)):
        yield f"Generated bills in {title}, PDF", _figures(papers(names, engine), has_bars=has_bars)
        yield f"Generated bills in {title}, as strangers print them", _figures(strange(names, engine), has_bars=False)
        yield f"Generated bills in {title}, photographed", _figures(photographs(names, engine), has_bars=False)


def papers(names: Iterable[str], engine: Engine, *, count: int = PAPERS) -> Tally:
    """So many PDFs of each layout, read."""
    tally = Tally()
    for name in names:
        for seed in range(FIRST_SEED, FIRST_SEED + count):
            paper = billing.written(seed, layout=name)
            _read(tally, paper, paper.pdf, engine)
    return tally


def strange(names: Iterable[str], engine: Engine, *, count: int = PAPERS) -> Tally:
    """So many PDFs of each layout, each in a hand that neither rules nor training know, read."""
    tally = Tally()
    for name in names:
        for seed in range(FIRST_SEED, FIRST_SEED + count):
            paper = billing.written(seed, layout=name)
            pages = files.read(paper.pdf, name=name, reader=None)
            pages = strangers.printed(pages, Chance(seed, f"stranger who judges: {name}"), paper.truth)
            _count(tally, paper, reading.read(pages, on=READ_ON, learned=engine.learned))
    return tally


def photographs(names: Iterable[str], engine: Engine, *, count: int = PHOTOGRAPHS) -> Tally:
    """So many photographs of each layout, read; none of bills that do not fit on one page."""
    tally = Tally()
    for name in names:
        for seed in range(FIRST_SEED, FIRST_SEED + count):
            paper = billing.written(seed, layout=name)
            if paper.pages == 1:
                _read(tally, paper, billing.photographed(paper.pdf, seed), engine)
    return tally


def _read(tally: Tally, paper: billing.Paper, content: bytes, engine: Engine) -> None:
    _count(tally, paper, extracting.extract(content, name=paper.layout, engine=engine, on=READ_ON))


def _count(tally: Tally, paper: billing.Paper, read: Extraction) -> None:
    wire = schemas.on_the_wire(read, name=paper.layout)
    chances = {path: found.confidence for path, found in read.fields.items()}
    one = alike.judged(paper.truth, paper.meant, wire)
    tally.add(paper.layout, one, chances, is_accepted=read.auto_accept)


def _figures(tally: Tally, *, has_bars: bool) -> list[Figure]:
    share, precision = tally.accepted()
    layouts = sorted({name for name, _, _ in tally.documents})
    return [
        Figure("header fields", tally.header(), least=0.97 if has_bars else None),
        Figure("lines exact", tally.lines(), least=0.92 if has_bars else None),
        Figure("expected calibration error", tally.calibration_error(), most=0.05 if has_bars else None),
        Figure(f"accepted automatically, of {len(tally.documents)} documents", share),
        *([Figure("of these right in all that is booked", precision, least=0.99)] if share else []),
        *(Figure(f"header of {name}", tally.header(name)) for name in layouts),
        *(Figure(f"lines of {name}", tally.lines(name)) for name in layouts),
    ]


def _share(rights: Sequence[bool]) -> float:
    return sum(rights) / len(rights) if rights else float("nan")


def main() -> None:
    """What is wrong in the known layouts' PDFs, value by value: for whoever works on the rules."""
    engine = documents.engine_of_process()
    names = sys.argv[1:] or [name for name in billing.layouts() if name not in billing.UNSEEN_LAYOUTS]
    for name in names:
        for seed in range(PAPERS):
            paper = billing.written(seed, layout=name)
            read = extracting.extract(paper.pdf, name=name, engine=engine, on=READ_ON)
            wire = schemas.on_the_wire(read, name=name)
            for line in alike.differences(paper.truth, paper.meant, wire):
                print(name, seed, line)


if __name__ == "__main__":
    main()
