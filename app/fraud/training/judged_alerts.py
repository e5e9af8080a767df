"""How the confidence of alerts is judged: on alerts of businesses it never saw, and on answers that are held out."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from app.fraud.rules import judging
from app.fraud.rules.confidence import COLUMNS, TYPES
from app.fraud.training import alerts
from app.model_registry.records import Observed
from ml_models.alert_confidence.columns import STEPS, row
from ml_models.alert_confidence.records import AlertExamples
from ml_models.contracts import Shares
from ml_models.evaluation import behaviour, binary, drift
from ml_models.evaluation.behaviour import Check
from ml_models.evaluation.records import Evaluation


def evaluation(model: Any, observed: Sequence[Observed], seed: int) -> Evaluation:
    """Everything but the cost of `model`, on alerts of the judging businesses and on held-out answers."""
    found = alerts.joined(alerts.judging_businesses(), observed)
    cases = binary.Cases(
        inputs=found.inputs,
        truth=found.truth,
        threshold=judging.SHOWN_FROM,
        slices={kind: found.inputs[:, COLUMNS.index(kind)] == 1.0 for kind in TYPES},
        groups=[str(name) for name in found.groups],
        primary="log_loss",
    )
    return binary.evaluated(binary.chances_of(model), cases, seed=seed, behaviours=checks())


def checks() -> Sequence[Check]:
    """What holds whatever was learned: the order of alerts says nothing, stronger evidence never lowers the chance."""
    rising = [[row(COLUMNS, kind, "", chance) for chance in (*STEPS, 0.99)] for kind in TYPES]
    weaker = np.array([one for rows in rising for one in rows[:-1]])
    stronger = np.array([one for rows in rising for one in rows[1:]])
    return (
        behaviour.order_of_rows(weaker),
        behaviour.rising("evidence", "Stronger evidence never lowers the chance.", weaker, stronger),
    )


def shares(found: AlertExamples) -> Mapping[str, Shares]:
    """How each input is spread over the alerts that were learned from."""
    return drift.shares(found.inputs, COLUMNS)
