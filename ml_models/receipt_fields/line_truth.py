"""What the first stage should say of each line of a labelled receipt."""

from typing import Any

import numpy as np

from ml_models.receipt_fields.columns import HEADS
from ml_models.receipt_fields.records import Candidate, Field, Labelled

Array = Any


def line_truth(one: Labelled) -> Array:
    """(lines, heads) in the order of `columns.HEADS`: of the name, its first, of the address, its first and last."""
    truth = np.zeros((len(one.evidence.lines), len(HEADS)), dtype=bool)
    if name := _shortest(one, "company"):
        truth[name.start : name.end, HEADS.index("company")] = True
        truth[name.start, HEADS.index("company_first")] = True
    if address := _shortest(one, "address"):
        truth[address.start : address.end, HEADS.index("address")] = True
        truth[address.start, HEADS.index("address_first")] = True
        truth[address.end - 1, HEADS.index("address_last")] = True
    return truth


def _shortest(one: Labelled, field: Field) -> Candidate | None:
    """The right candidate with the fewest lines: others hold lines that add no letter to it."""
    candidates = one.evidence.candidates[field]
    right = [candidates[place] for place in sorted(one.right.get(field, ()))]
    return min(right, key=lambda each: each.end - each.start, default=None)
