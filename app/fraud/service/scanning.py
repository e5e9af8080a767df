"""Scanning what changed: parts of the books that the last scan knows by their digest keep what it found in them.

Patterns need the whole books and are looked for anew each time. The answer is that of a full scan; only the work
differs, which `parts_scanned` and `parts_kept` of an analysis tell.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice

from app.books.records import Books
from app.fraud import rules
from app.fraud.records import PAIR_MODEL, RULES_VERSION, Finding
from app.fraud.repo.scans import KeptScan
from app.fraud.rules import duplicates, patterns
from app.fraud.rules import parts as parts_
from app.fraud.rules.duplicates import Judged, Pair, weights
from app.fraud.rules.parts import Part
from app.model_registry.service import serving
from app.model_registry.service.serving import scoring
from app.model_registry.service.serving.scoring import Question, Scored
from app.runtime.runtime import Runtime
from ml_models.fraud.columns import COLUMNS


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found in all books, by part as well; `pairs` are those of the parts that were scanned now."""

    pairs: Scored[Sequence[Judged]]
    found: Sequence[Finding]
    parts: Mapping[str, Sequence[Finding]]
    scanned: int

    @property
    def kept(self) -> KeptScan:
        """What the next scan may go by."""
        return KeptScan(self.pairs.version, self.parts)


def scan(rt: Runtime, books: Books, known: KeptScan) -> Scan:
    """All findings in `books`, by the version of the pair model that serves the business, or the rules."""
    split = parts_.split(books)
    wanted = serving.version(rt, RULES_VERSION, PAIR_MODEL, business_id=books.business.id)
    told = known.parts if known.version == wanted else {}
    pairs, new = _scanned(rt, [part for part in split if part.digest not in told], books)
    if told and pairs.version != wanted:  # another judge than the one that the kept parts had
        pairs, new = _scanned(rt, split, books)
    by_part = {part.digest: new[part.digest] if part.digest in new else told[part.digest] for part in split}
    found = rules.ranked([*chain.from_iterable(by_part.values()), *patterns.findings(books)])
    return Scan(pairs, found, by_part, scanned=len(new))


def question(pairs: Sequence[Pair]) -> Question[Sequence[Judged]]:
    """How likely the two documents of each pair are one."""
    return Question(
        name=PAIR_MODEL,
        features=COLUMNS,
        ask=partial(duplicates.judged, pairs),
        rules_version=RULES_VERSION,
        rules=weights.chances,
        instead="the fixed rules compared the documents",
    )


def _scanned(
    rt: Runtime, new: Sequence[Part], books: Books
) -> tuple[Scored[Sequence[Judged]], Mapping[str, Sequence[Finding]]]:
    """The findings of each part by its digest. All pairs are put to the scorer at once: a model is slow to begin."""
    pairs = [duplicates.pairs(part.books) for part in new]
    asked = question(list(chain.from_iterable(pairs)))
    scored = scoring.scored(rt, asked, business_id=books.business.id)
    judged = iter(scored.found)
    return scored, {
        part.digest: rules.of_traders(part.books, part.customs, list(islice(judged, len(own))))
        for part, own in zip(new, pairs, strict=True)
    }
