"""How the confidence of alerts is learned: `alert_confidence`."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection

from app.fraud.records import CONFIDENCE_MODEL, PAIR_MODEL, AlertType
from app.fraud.repo import answers
from app.fraud.rules import confidence, duplicates
from app.fraud.rules.confidence import COLUMNS, TYPES
from app.model_registry.records import Learner, Outcome, Policy
from app.model_registry.service import serving
from app.model_registry.service.files import shipped
from ml_models.alert_confidence.columns import row
from ml_models.contracts import Kind, Scorer, Task

DATA = """Alerts that the rules, with the shipped scorer of pairs, raise on 18 generated businesses of three trades
(`app/simulate`, 18 months each, with every trouble and every honest look-alike known), and the answers of owners, each
of which counts as five generated alerts; one to an alert that was shown at random counts as all those that were not.

**Which kind, and why.** Platt's sigmoid by type while fewer than 200 alerts of a type were answered, an isotonic
staircase from then on: on 1,394 shown pairs the sigmoid came nearer to the truth below that, and no nearer above. That
one rule is trusted more than another is learned from answers alone: generated books are kinder to some than to others.
Pairs of documents come from a scorer whose chances come true already, so they are held to them more firmly.

**Without it** the chance that a rule gives is shown as it is."""
LIMITS = (
    "Generated books are tidier than real ones; until owners have answered, confidences lean to the high side.",
    "It cannot raise what no rule found, and it cannot tell two alerts of one rule and one strength apart.",
)
AS_ASKED: Mapping[str, Any] = {
    "names": COLUMNS,
    "types": TYPES,
    "learned": frozenset(kind.value for kind in duplicates.TYPES.values()),
}
CANDIDATES: tuple[Mapping[str, Any], ...] = ({"trust": 1.0}, {"trust": 4.0}, {"trust": 16.0})
SMOKE = tuple(row(COLUMNS, kind, "", chance) for kind in TYPES for chance in (0.55, 0.8, 0.96))


def confidence_learner() -> Learner:
    """The confidence of alerts."""
    from app.fraud.training import alerts, judged_alerts  # arrays live in the worker only
    from ml_models.alert_confidence import estimator, train

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
        fold_score=partial(train.fold_score, **AS_ASKED),
        fit=partial(estimator.fitted, **AS_ASKED),
        evaluate=judged_alerts.evaluation,
        shares=judged_alerts.shares,
        outcomes=outcomes,
        by_rules=confidence.as_said,
    )


def shipped_pairs() -> Scorer:
    """The scorer of pairs that comes with this release."""
    return partial(serving.predicted, shipped.opened(PAIR_MODEL))


def outcomes(tx: Connection, since: datetime) -> Iterable[Outcome]:
    """What owners said about alerts since then; "not sure" says nothing."""
    return answers.fetch_outcomes(tx, since, AlertType)
