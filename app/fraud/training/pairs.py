"""Pairs of documents with their truth: from generated books, and from what owners answered to alerts.

Every business is generated from a seed, its ordinary troubles included (`simulate.generate`); then many more are
planted in it (`simulate.reentry`). Two documents are one where one case of double entry names them both.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

import numpy as np

from app import simulate
from app.books.importer import preview
from app.books.records import Books
from app.fraud.rules import duplicates
from app.fraud.rules.duplicates import Pair
from app.model_registry.records import Observed
from app.simulate import reentry
from app.simulate.reentry import Replanted
from ml_models.fraud.columns import COLUMNS
from ml_models.fraud.features import PairExamples
from ml_models.tabular import as_rows

ENDS_ON, MONTHS = date(2026, 3, 31), 18
TRAINED_ON, JUDGED_ON = range(18), range(9)
"""Businesses to learn from, and those that judge: of other seeds, so that none is in both."""

SEEDS_APART = 1000
JUDGING_SEEDS = 900_000_000
"""Far beyond any seed of a training."""

OF_EACH = 4
ANSWER_WEIGHT = 5.0
"""One answer of an owner counts as much as so many generated pairs."""

DUPLICATE_TYPES = frozenset(kind.value for kind in duplicates.TYPES.values())
Case = tuple[str, frozenset[UUID], bool]


@dataclass(frozen=True)
class Business:
    """The pairs of one generated business, what was planted in each ("" where nothing was), and which are one."""

    name: str
    size: int
    pairs: Sequence[Pair]
    kinds: Sequence[str]
    truth: Sequence[bool]


def examples(observed: Sequence[Observed], seed: int) -> PairExamples:
    """The pairs to learn from: of the businesses of `seed`, and the answered ones."""
    return joined([business(place, seed * SEEDS_APART + place) for place in TRAINED_ON], observed)


@lru_cache(maxsize=1)
def judging_businesses() -> tuple[Business, ...]:
    """The businesses on which every version is judged: the same ones for ever."""
    return tuple(business(place, JUDGING_SEEDS + place) for place in JUDGED_ON)


def joined(businesses: Sequence[Business], observed: Sequence[Observed]) -> PairExamples:
    """The pairs of all these businesses and the answered ones, as arrays."""
    rows = [pair.row for one in businesses for pair in one.pairs] + [one.inputs for one in observed]
    kinds = [kind for one in businesses for kind in one.kinds] + ["answered"] * len(observed)
    truth = [holds for one in businesses for holds in one.truth] + [bool(one.outcome) for one in observed]
    groups = [one.name for one in businesses for _ in one.pairs] + [str(one.business_id) for one in observed]
    weights = np.ones(len(rows))
    weights[len(rows) - len(observed) :] = ANSWER_WEIGHT
    return PairExamples(
        as_rows(rows, COLUMNS), np.array(truth, dtype=np.bool_), weights, np.array(groups), np.array(kinds)
    )


def business(place: int, seed: int) -> Business:
    """One generated business; the profiles take turns."""
    planted, known = _grown(place, seed)
    twice = [(name, documents, True) for name, documents in planted.twice]
    honest = [(name, documents, False) for name, documents in planted.honest]
    return _labelled(f"{planted.books.business.name} {seed}", planted.books, [*known, *twice, *honest])


def books(place: int, seed: int) -> Books:
    """The books of one generated business."""
    return _grown(place, seed)[0].books


def _grown(place: int, seed: int) -> tuple[Replanted, Sequence[Case]]:
    profile = (simulate.ELECTRICALS, simulate.TEXTILES, simulate.SMALL)[place % 3]
    world = simulate.generate(profile, seed=seed, until=ENDS_ON, months=MONTHS)
    known = list(_known_cases(world))
    besides = {document for _, documents, _ in known for document in documents}
    return reentry.replanted(preview.books_in(world)[0], seed=seed, of_each=OF_EACH, besides=besides), known


def _labelled(name: str, books: Books, cases: Sequence[Case]) -> Business:
    by_document: dict[UUID, list[Case]] = {}
    for case in cases:
        for document in case[1]:
            by_document.setdefault(document, []).append(case)
    pairs = duplicates.pairs(books)
    shared = [[case for case in by_document.get(pair.one.id, ()) if pair.other.id in case[1]] for pair in pairs]
    ones = [sorted(found, key=lambda case: not case[2])[:1] for found in shared]
    kinds = [found[0][0] if found else "" for found in ones]
    return Business(name, len(books.documents), pairs, kinds, [bool(found and found[0][2]) for found in ones])


def _known_cases(world: Mapping[str, Sequence[Mapping[str, Sequence[str]]]]) -> Iterator[Case]:
    """What `generate` planted itself: troubles of any type keep their documents out of further cases."""
    for key in ("labels", "hard_negatives"):
        for case in world[key]:
            yield str(case["subtype"]), frozenset(map(UUID, case["documents"])), case.get("type") in DUPLICATE_TYPES
