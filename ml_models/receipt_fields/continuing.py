"""A model that goes on learning where the receipts of its first training are not there: from what people corrected.

The hashed weights move towards the corrected receipts and are held near what they were; the memories grow; the rankers,
which need hundreds of receipts, stay.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ml_models.receipt_fields import linear, memory
from ml_models.receipt_fields.columns import SPANS
from ml_models.receipt_fields.estimator import VALUES, ReceiptFields
from ml_models.receipt_fields.line_truth import line_truth
from ml_models.receipt_fields.memory import Memory
from ml_models.receipt_fields.records import Field, Labelled

Array = Any
STEPS, PACE, HOLD = 60, 4.0, 0.002
"""Steps of gradient descent, their length, and how strongly a weight is drawn back to what it was."""


def continued(before: ReceiptFields, receipts: Sequence[Labelled]) -> ReceiptFields:
    """The model that learned from `receipts` too; the same where there are none."""
    if not receipts:
        return before
    lines = linear.table([line for one in receipts for line in one.evidence.lines])
    truth = np.vstack([line_truth(one) for one in receipts])
    heads = [_moved(own, lines, column) for own, column in zip(before.heads_, truth.T, strict=True)]
    values = [_of_values(own, receipts, field) for own, field in zip(before.values_, VALUES, strict=True)]
    memories = {
        field: Memory(before.keys_[field], before.counts_[field]).joined(memory.remembered(receipts, field))
        for field in SPANS
    }
    stage = ReceiptFields().with_lines(np.array(heads), np.array(values), memories)
    return stage.with_rankers(before.weights_, before.trees_, before.certainty_)


def _of_values(own: Array, receipts: Sequence[Labelled], field: Field) -> Array:
    labelled = [one for one in receipts if one.right.get(field)]
    rows = [candidate.ids for one in labelled for candidate in one.evidence.candidates[field]]
    truth = [place in one.right[field] for one in labelled for place in range(len(one.evidence.candidates[field]))]
    return _moved(own, linear.table(rows), np.array(truth)) if rows else own


def _moved(own: Array, rows: Any, truth: Array) -> Array:
    """Weights after steps of logistic regression, drawn back to `own`; (HASHES + 1,)."""
    start = own.astype(np.float64)
    weights = start.copy()
    for _ in range(STEPS):
        surplus = 1 / (1 + np.exp(-np.clip(rows @ weights[:-1] + weights[-1], -30, 30))) - truth
        weights[:-1] -= PACE * (rows.T @ surplus / len(truth) + HOLD * (weights[:-1] - start[:-1]))
    return weights.astype(np.float32)
