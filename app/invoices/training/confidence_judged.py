"""How the sureness of values is judged: on layouts that nothing was learned from, and on corrections held back."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from app.invoices.rules.documents.evidence import COLUMNS, FALLING, GROUPS, RISING, row
from app.invoices.training import confidence_data
from app.model_registry.records import Observed
from ml_models.contracts import Shares
from ml_models.evaluation import behaviour, binary, drift
from ml_models.evaluation.behaviour import Check
from ml_models.evaluation.records import Evaluation
from ml_models.tabular import Examples

SHOWN_AS_SURE = 0.9
"""From here on a value is not marked for a second look."""


def evaluation(model: Any, observed: Sequence[Observed], seed: int) -> Evaluation:
    """Everything but the cost of `model`."""
    found = confidence_data.judging(observed)
    cases = binary.Cases(
        inputs=found.inputs,
        truth=found.truth,
        threshold=SHOWN_AS_SURE,
        slices={group: found.inputs[:, COLUMNS.index(group)] == 1.0 for group in GROUPS},
        groups=[str(name) for name in found.groups],
        primary="log_loss",
    )
    return binary.evaluated(binary.chances_of(model), cases, seed=seed, behaviours=checks())


def checks() -> Sequence[Check]:
    """What holds whatever was learned: the order of values says nothing, more for one never lowers its chance."""
    plain = {"score": 0.0, "margin": 0.1, "read_sure": 0.7}
    better = [{name: 1.0} for name in RISING] + [{name: -1.0} for name in FALLING]
    weaker = np.array([row(group, plain) for group in GROUPS for _ in better])
    stronger = np.array([row(group, plain | one) for group in GROUPS for one in better])
    return (
        behaviour.order_of_rows(weaker),
        behaviour.rising("evidence", "More that speaks for a value never lowers its chance.", weaker, stronger),
    )


def shares(found: Examples) -> Mapping[str, Shares]:
    """How each input is spread over the values that were learned from."""
    return drift.shares(found.inputs, COLUMNS)
