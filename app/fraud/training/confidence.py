"""How the confidence of alerts is learned and judged: `alert_confidence`."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import numpy as np
from sqlalchemy import Connection

from app.fraud.records import CONFIDENCE_MODEL, PAIR_MODEL, AlertType
from app.fraud.repo import alerts as alerts_repo
from app.fraud.rules import confidence, judging
from app.fraud.rules.confidence import COLUMNS, TYPES
from app.fraud.training import alerts
from app.model_registry.records import Learner, Observed, Outcome, Policy
from app.model_registry.service import serving
from app.model_registry.service.files import shipped
from ml_models.alert_confidence import estimator, train
from ml_models.alert_confidence.columns import STEPS, row
from ml_models.alert_confidence.records import AlertExamples
from ml_models.contracts import Kind, Scorer, Shares, Task
from ml_models.evaluation import behaviour, binary, drift
from ml_models.evaluation.behaviour import Check
from ml_models.evaluation.records import Evaluation

DATA = """Alerts that the rules, with the shipped scorer of pairs, raise on 18 generated businesses of three trades
(`app/simulate`, 18 months each, with every trouble and every honest look-alike known), and the answers of owners, each
of which counts as five generated alerts; one to an alert that was shown at random counts as all those that were not.

**Which kind, and why.** Platt's sigmoid by type while fewer than 200 alerts of a type were answered, an isotonic
staircase from then on: on 1,394 shown pairs the sigmoid came nearer to the truth below that, and no nearer above.

**Without it** the chance that a rule gives is shown as it is."""
LIMITS = (
    "Generated books are tidier than real ones; until owners have answered, confidences lean to the high side.",
    "It cannot raise what no rule found, and it cannot tell two alerts of one rule and one strength apart.",
)
CANDIDATES: tuple[Mapping[str, Any], ...] = ({"trust": 1.0}, {"trust": 4.0}, {"trust": 16.0})
SMOKE = tuple(row(COLUMNS, kind, "", chance) for kind in TYPES for chance in (0.55, 0.8, 0.96))


def confidence_learner() -> Learner:
    """The confidence of alerts."""
    return Learner(
        name=CONFIDENCE_MODEL,
        data=DATA,
        limits=LIMITS,
        title="How sure an alert is",
        purpose="The chance that the owner would agree with an alert, from what its rule says.",
        kind=Kind.SKOPS,
        task=Task.BINARY,
        features=COLUMNS,
        policy=Policy(retrain_cron="45 2 * * 0", least_new_labels=100),
        smoke=SMOKE,
        examples=lambda observed, seed: alerts.examples(observed, seed, score_pairs=shipped_pairs()),
        candidates=CANDIDATES,
        fold_score=partial(train.fold_score, names=COLUMNS, types=TYPES),
        fit=partial(estimator.fitted, names=COLUMNS, types=TYPES),
        evaluate=evaluation,
        shares=shares,
        outcomes=outcomes,
        by_rules=confidence.as_said,
    )


def shipped_pairs() -> Scorer:
    """The scorer of pairs that comes with this release."""
    return partial(serving.predicted, shipped.opened(PAIR_MODEL))


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


def outcomes(tx: Connection, since: datetime) -> Iterable[Outcome]:
    """What owners said about alerts since then; "not sure" says nothing."""
    return alerts_repo.fetch_outcomes(tx, since, AlertType)
