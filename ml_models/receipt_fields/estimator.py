"""The model: what a line looks like (hashed), what was right before (hashed), and a ranker for each field."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator
from threadpoolctl import threadpool_limits

from ml_models.receipt_fields import columns, linear, packing
from ml_models.receipt_fields.columns import SPANS
from ml_models.receipt_fields.memory import Memory
from ml_models.receipt_fields.records import FIELDS, Candidate, Evidence, Field

Array = Any
VALUES: tuple[Field, ...] = ("date", "total")
MOST = 5
SECOND = 0.99
"""The most that another candidate's chance may be of the best one's: the ranker's order stays."""
Ranked = list[tuple[str, float]]


class ReceiptFields(BaseEstimator):  # type: ignore[misc]  # scikit-learn carries no types
    """For each field of a receipt how likely each of its candidates is right; see `train.fit` for how it learns.

    Every answer depends on its receipt alone. What is kept are weights of hashed places, hashes of values that were
    right before with their counts, and trees over numbers: no word.
    """

    def with_lines(self, heads: Array, values: Array, memories: Mapping[Field, Memory]) -> "ReceiptFields":
        """The first stage: weights for lines (heads, HASHES + 1) and for dates and totals (2, HASHES + 1)."""
        self.heads_ = np.asarray(heads, dtype=np.float32)
        self.values_ = np.asarray(values, dtype=np.float32)
        self.keys_ = {field: memories[field].keys for field in SPANS}
        self.counts_ = {field: memories[field].counts for field in SPANS}
        return self

    def with_rankers(self, rankers: Mapping[Field, Any], certainty: Array) -> "ReceiptFields":
        """The second stage: a ranker for each field, and how sure its best answers are (fields, 3): see `chances`."""
        self.rankers_ = {field: rankers[field] for field in FIELDS}
        self.certainty_ = np.asarray(certainty, dtype=np.float64)
        return self

    def rows(self, evidence: Evidence, field: Field) -> Array:
        """What the ranker of a field weighs, (candidates, columns); at least one candidate."""
        candidates = evidence.candidates[field]
        if field in SPANS:
            lines = linear.table(evidence.lines)
            said = np.column_stack([linear.log_odds(lines, weights) for weights in self.heads_])
            return columns.of_spans(candidates, said, self._known(candidates, field))
        around = linear.table([one.ids for one in candidates])
        return columns.of_values(candidates, linear.log_odds(around, self.values_[VALUES.index(field)]))

    def raw(self, evidence: Evidence, field: Field) -> Array:
        """The ranker's own chances, (candidates,)."""
        if not evidence.candidates[field]:
            return np.zeros(0)
        found: Array = self.rankers_[field].predict_proba(self.rows(evidence, field))[:, 1]
        return found

    def chances(self, evidence: Evidence) -> dict[Field, list[float]]:
        """For each field the chance that each candidate is right, in the order of the candidates.

        That of the best one is as often right as it says (see CARD.md); the others share what it leaves.
        """
        return {field: self._certain(evidence, field) for field in FIELDS}

    def rank(self, texts: Sequence[str]) -> list[Ranked]:
        """For each packed question (`packing.question`) the likeliest candidates by their numbers, best first."""
        found = []
        for text in texts:
            field, evidence = packing.asked(text)
            chances = self._certain(evidence, field)
            order = sorted(range(len(chances)), key=lambda place: -chances[place])[:MOST]
            found.append([(packing.label(place), chances[place]) for place in order])
        return found

    def _certain(self, evidence: Evidence, field: Field) -> list[float]:
        with threadpool_limits(1):  # threads that wait for each other on a busy machine take seconds for milliseconds
            return certain(self.raw(evidence, field), self.certainty_[FIELDS.index(field)])

    def _known(self, candidates: Sequence[Candidate], field: Field) -> Array:
        return Memory(self.keys_[field], self.counts_[field]).known(candidates)


def certain(raw: Array, weights: Array) -> list[float]:
    """Chances that hold, from the ranker's own: by the best one and by how far it is ahead of the second."""
    if not len(raw):
        return []
    best, rest = standing(raw)
    chance = 1 / (1 + np.exp(-(weights[0] + weights[1] * best + weights[2] * (best - rest))))
    others = raw / max(1e-9, raw.sum() - raw.max()) * (1 - chance)
    found = np.minimum(others, SECOND * chance)
    found[int(raw.argmax())] = chance
    return [float(one) for one in found]


def standing(raw: Array) -> tuple[float, float]:
    """The log-odds of the best chance and of the second one."""
    ordered = np.sort(np.clip(raw, 1e-4, 1 - 1e-4))[::-1]
    odds = np.log(ordered / (1 - ordered))
    return float(odds[0]), float(odds[1]) if len(odds) > 1 else float(np.log(1e-4))
