"""How a scorer of pairs is judged: on businesses it never saw, part by part, and by what must hold anyway."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from app.fraud.rules import duplicates, judging
from app.fraud.rules.duplicates import weights
from app.fraud.training import pairs
from app.fraud.training.behaviours import checks
from app.model_registry.records import Observed
from ml_models.contracts import Shares
from ml_models.evaluation import binary, drift
from ml_models.evaluation.arrays import BoolArray
from ml_models.evaluation.records import Evaluation
from ml_models.fraud.columns import COLUMNS, PLACES
from ml_models.fraud.features import PairExamples

LARGE = 800
"""Documents from which a generated business counts as large."""


def evaluation(model: Any, observed: Sequence[Observed], seed: int) -> Evaluation:
    """Everything but the cost of `model`."""
    judged = cases(observed)
    return binary.evaluated(binary.chances_of(model), judged, seed=seed, behaviours=checks(judged.inputs))


def cases(observed: Sequence[Observed]) -> binary.Cases:
    """The pairs of the judging businesses, and the answered ones that are held out."""
    businesses = pairs.judging_businesses()
    found = pairs.joined(businesses, observed)
    large = {one.name for one in businesses if one.size >= LARGE}
    return binary.Cases(
        inputs=found.inputs,
        truth=found.truth,
        threshold=judging.SHOWN_FROM,
        slices=_slices(found, np.array([name in large for name in found.groups])),
        groups=[str(name) for name in found.groups],
    )


def shares(found: PairExamples) -> dict[str, Shares]:
    """How each input is spread over the pairs that come near an alert, by the hand-written weights."""
    near = np.asarray(weights.chances(found.inputs.tolist())) >= duplicates.WATCHED_FROM
    return drift.shares(found.inputs[near], COLUMNS)


def _slices(found: PairExamples, is_large: BoolArray) -> dict[str, BoolArray]:
    of_bills = [PLACES[name] for name in COLUMNS if name.startswith("bill_number")]
    is_bill = np.asarray(found.inputs[:, of_bills].any(axis=1), dtype=np.bool_)
    parts = {"bills": is_bill, "invoices": ~is_bill, "large businesses": is_large, "small businesses": ~is_large}
    for kind in sorted(set(found.kinds[found.truth])):
        parts[f"entered twice: {kind}"] = (found.kinds == kind) | ~found.truth
    for kind in sorted(set(found.kinds[~found.truth]) - {""}):
        parts[f"only looks so: {kind}"] = (found.kinds == kind) & ~found.truth
    return parts
