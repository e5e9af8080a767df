"""The model: what a line looks like (hashed), what was right before (hashed), and rankers for each field."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator
from threadpoolctl import threadpool_limits

from ml_models.receipt_fields import columns, linear, packing, weighing
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
    right before with their counts, and weights of and trees over numbers: no word.
    """

    def with_lines(self, heads: Array, values: Array, memories: Mapping[Field, Memory]) -> "ReceiptFields":
        """The first stage: weights for lines (heads, HASHES + 1) and for dates and totals (2, HASHES + 1)."""
        self.heads_ = np.asarray(heads, dtype=np.float32)
        self.values_ = np.asarray(values, dtype=np.float32)
        self.keys_ = {field: memories[field].keys for field in SPANS}
        self.counts_ = {field: memories[field].counts for field in SPANS}
        return self

    def with_rankers(
        self, weights: Mapping[Field, Array], trees: Mapping[Field, Sequence[Any]], certainty: Array
    ) -> "ReceiptFields":
        """The second stage: a linear ranker for each field, trees for names and addresses, and how sure answers are.

        certainty : (fields, 3), see `certain`
        """
        self.weights_ = {field: weights[field] for field in FIELDS}
        self.trees_ = {field: list(trees[field]) for field in SPANS}
        self.certainty_ = np.asarray(certainty, dtype=np.float64)
        return self

    def rows(self, evidence: Evidence, field: Field) -> tuple[Array, Array]:
        """Which candidates the rankers of a field weigh, ascending, and what they see of each, (n, columns).

        There must be a candidate.
        """
        candidates = evidence.candidates[field]
        if field in SPANS:
            return self._spans(evidence, field)
        around = linear.table([one.ids for one in candidates])
        said = linear.log_odds(around, self.values_[VALUES.index(field)])
        return np.arange(len(candidates)), columns.of_values(candidates, said)

    def _spans(self, evidence: Evidence, field: Field) -> tuple[Array, Array]:
        lines = linear.table(evidence.lines)
        said = np.column_stack([linear.log_odds(lines, weights) for weights in self.heads_])
        gain = {own: columns.gains(evidence.candidates[own], said)[:, at] for at, own in enumerate(SPANS)}
        other = SPANS[1 - SPANS.index(field)]
        beside = evidence.candidates[other][int(np.argmax(gain[other]))]
        known = self._known(evidence.candidates[field], field)
        places = columns.shortlist(gain[field], known)
        weighed = [evidence.candidates[field][place] for place in places]
        return places, columns.of_spans(weighed, said, known[places], beside)

    def raw(self, evidence: Evidence, field: Field) -> Array:
        """The rankers' own chances, (candidates,); 0 of what they did not weigh."""
        found = np.zeros(len(evidence.candidates[field]))
        if len(found):
            places, rows = self.rows(evidence, field)
            found[places] = ranked(rows, self.weights_[field], self.trees_.get(field, ()))
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


def ranked(rows: Array, weights: Array, trees: Sequence[Any]) -> Array:
    """The chance of each row, (n,): what the weights say, and half of it what trees say where there are any."""
    linear_chances = weighing.chances(rows, weights)
    if not trees:
        return linear_chances
    of_trees: Array = np.mean([one.predict_proba(rows)[:, 1] for one in trees], axis=0)
    return (linear_chances + of_trees) / 2


def certain(raw: Array, weights: Array) -> list[float]:
    """Chances that hold, from the ranker's own: by the best one and by how far it is ahead of the second."""
    if not len(raw):
        return []
    best, rest = standing(raw)
    chance = 1 / (1 + np.exp(-(weights[0] + weights[1] * best + weights[2] * (best - rest))))
    if len(raw) == 1 and best < 0:
        chance = float(raw[0])  # being ahead of nothing is no merit
    others = raw / max(1e-9, raw.sum() - raw.max()) * (1 - chance)
    found = np.minimum(others, SECOND * chance)
    found[int(raw.argmax())] = chance
    return [float(one) for one in found]


def standing(raw: Array) -> tuple[float, float]:
    """The log-odds of the best chance and of the second one."""
    ordered = np.sort(np.clip(raw, 1e-4, 1 - 1e-4))[::-1]
    odds = np.log(ordered / (1 - ordered))
    return float(odds[0]), float(odds[1]) if len(odds) > 1 else float(np.log(1e-4))
