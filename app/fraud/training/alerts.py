"""Alerts with their truth: the findings of the rules on generated books, and what owners answered.

A finding is right where it names a trouble that was planted (`judging.hits`); a second one on the same trouble says
nothing and is left out. An alert that was shown at random, below the threshold, stands for all those that were not
shown, so its answer counts by the inverse of its chance to be shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

import numpy as np

from app.books.records import Books, DocumentKind
from app.fraud import rules
from app.fraud.records import Finding
from app.fraud.rules import audit, confidence, judging
from app.fraud.rules.duplicates import TYPES, weights
from app.fraud.rules.judging import Label
from app.fraud.training import generated
from app.fraud.training.generated import Generated
from app.model_registry.records import Observed
from ml_models.alert_confidence.records import AlertExamples
from ml_models.contracts import Scorer
from ml_models.tabular import as_rows

JUDGING_SEEDS = 920_000_000
OF_EACH = 1
ANSWER_WEIGHT = 5.0
"""One answer of an owner counts as much as so many generated alerts."""


@dataclass(frozen=True)
class Told:
    """What the rules say of one generated business, and which of it is right."""

    name: str
    findings: Sequence[Finding]
    truth: Sequence[bool]


def examples(observed: Sequence[Observed], seed: int, *, score_pairs: Scorer) -> AlertExamples:
    """The alerts to learn from: on the businesses of `seed`, and the answered ones."""
    return joined([told(one, score_pairs) for one in generated.training(seed, of_each=OF_EACH)], observed)


@lru_cache(maxsize=1)
def judging_businesses() -> tuple[Told, ...]:
    """The businesses on which every version is judged: the same ones for ever, by the hand-written scorer of pairs."""
    return tuple(told(one, weights.chances) for one in generated.judging(JUDGING_SEEDS, of_each=OF_EACH))


def joined(businesses: Sequence[Told], observed: Sequence[Observed]) -> AlertExamples:
    """The alerts of all these businesses and the answered ones, as arrays."""
    rows = [confidence.row(one) for told in businesses for one in told.findings] + [one.inputs for one in observed]
    truth = [holds for told in businesses for holds in told.truth] + [bool(one.outcome) for one in observed]
    groups = [told.name for told in businesses for _ in told.findings] + [str(one.business_id) for one in observed]
    generated = len(rows) - len(observed)
    weights = [1.0] * generated + [_weight(one) for one in observed]
    answered = np.arange(len(rows)) >= generated
    return AlertExamples(
        as_rows(rows, confidence.COLUMNS),
        np.array(truth, dtype=np.bool_),
        np.array(weights),
        np.array(groups),
        answered,
    )


def told(business: Generated, score_pairs: Scorer) -> Told:
    """What the rules say of one generated business."""
    planted = business.planted
    labels = judging.labels_in(business.world)
    labels += [_twice(planted.books, documents) for _, documents in planted.twice]
    known = list(_first_ones(rules.findings(planted.books, score_pairs=score_pairs), labels))
    return Told(business.name, [one for one, _ in known], [holds for _, holds in known])


def _first_ones(findings: Sequence[Finding], labels: Sequence[Label]) -> Iterator[tuple[Finding, bool]]:
    """Each finding that is the first on its trouble, or on none, with whether it is right."""
    hit: set[int] = set()
    for finding in findings:
        about = {place for place, label in enumerate(labels) if judging.hits(finding, label)}
        if not about or about - hit:
            yield finding, bool(about)
        hit |= about


def _twice(books: Books, documents: frozenset[UUID]) -> Label:
    kinds = {books.document_by_id[one].kind for one in documents}
    kind = DocumentKind.SUPPLIER_BILL if DocumentKind.SUPPLIER_BILL in kinds else DocumentKind.SALES_INVOICE
    return Label(TYPES[kind], documents, frozenset(), frozenset())


def _weight(answer: Observed) -> float:
    """An alert that was drawn by lot stands for all those of its kind that were not."""
    said = confidence.as_said([answer.inputs])[0]
    is_drawn = audit.is_drawn(answer.subject, said)
    return ANSWER_WEIGHT / (audit.show_probability(said) if is_drawn else 1.0)
