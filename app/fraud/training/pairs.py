"""Pairs of documents with their truth: from generated books, and from what owners answered to alerts.

Two documents are one where one case of double entry names them both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

import numpy as np

from app.fraud.rules import duplicates
from app.fraud.rules.duplicates import Pair
from app.fraud.training import generated
from app.fraud.training.generated import Generated
from app.model_registry.records import Observed
from ml_models.fraud.columns import COLUMNS
from ml_models.fraud.features import PairExamples
from ml_models.tabular import as_rows

JUDGING_SEEDS = 900_000_000
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
    return joined([labelled(one) for one in generated.training(seed, of_each=OF_EACH)], observed)


@lru_cache(maxsize=1)
def judging_businesses() -> tuple[Business, ...]:
    """The businesses on which every version is judged: the same ones for ever."""
    return tuple(labelled(one) for one in generated.judging(JUDGING_SEEDS, of_each=OF_EACH))


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


def labelled(business: Generated) -> Business:
    """The pairs of one generated business."""
    planted = business.planted
    twice = [(name, documents, True) for name, documents in planted.twice]
    honest = [(name, documents, False) for name, documents in planted.honest]
    by_document: dict[UUID, list[Case]] = {}
    for case in (*_known_cases(business), *twice, *honest):
        for document in case[1]:
            by_document.setdefault(document, []).append(case)
    pairs = duplicates.pairs(planted.books)
    shared = [[case for case in by_document.get(pair.one.id, ()) if pair.other.id in case[1]] for pair in pairs]
    ones = [sorted(found, key=lambda case: not case[2])[:1] for found in shared]
    kinds = [found[0][0] if found else "" for found in ones]
    truth = [bool(found and found[0][2]) for found in ones]
    return Business(business.name, len(planted.books.documents), pairs, kinds, truth)


def _known_cases(business: Generated) -> Iterator[Case]:
    """What was generated: troubles of any type keep their documents out of further cases."""
    for case in business.known:
        yield str(case["subtype"]), generated.documents(case), case.get("type") in DUPLICATE_TYPES
