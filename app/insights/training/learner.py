"""How the late-payment scorer is learned and judged: `late_payment`. Light; what it names is imported when it runs."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from app.insights.records.answer import LATE_MODEL
from app.insights.repo import outcomes
from app.model_registry.records import Learner, Observed, Outcome, Policy
from ml_models.contracts import Kind, Task
from ml_models.evaluation.records import Evaluation
from ml_models.late_payment.columns import COLUMNS, LATE_AFTER_DAYS

CANDIDATES: tuple[Mapping[str, Any], ...] = (
    {"kind": "logistic", "c": 0.1},
    {"kind": "logistic", "c": 1.0},
    {"kind": "trees", "count": 40},
    {"kind": "trees", "count": 80},
)
SMOKE = (
    (-20.0, 30.0, -2.0, -1.0, 0.05, 1.0, 0.5, 4.0, 2.4, 0.0, 0.0, 0.0, 0.1, 0.0, 0.0),
    (-3.0, 30.0, 0.5, -0.8, 0.4, 12.0, 15.0, 9.0, 1.8, 0.0, 0.3, 0.5, -0.4, 0.0, 0.0),
    (6.0, 15.0, 2.2, 0.3, 0.7, 30.0, 28.0, 11.0, 3.0, 0.0, 0.6, 0.8, 0.9, 0.4, 0.0),
    (-28.0, 30.0, -1.0, -1.0, 0.2, 5.0, 5.0, 9.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0),
)


def learner() -> Learner:
    """The late-payment scorer."""
    return Learner(
        name=LATE_MODEL,
        title="Invoices paid late",
        purpose=f"The chance that an open invoice is paid more than {LATE_AFTER_DAYS} days after it is due.",
        kind=Kind.SKOPS,
        task=Task.BINARY,
        features=COLUMNS,
        policy=Policy(retrain_cron="0 3 * * 0", least_new_labels=200),
        smoke=SMOKE,
        examples=_examples,
        candidates=CANDIDATES,
        fold_score=_fold_score,
        fit=_fit,
        evaluate=_evaluate,
        shares=_shares,
        outcomes=paid_since,
    )


def paid_since(tx: Connection, since: datetime) -> Iterable[Outcome]:
    """Which invoices of those asked about were paid since then, or have stood unpaid too long since then."""
    return outcomes.fetch(tx, since, late_after_days=LATE_AFTER_DAYS)


def _examples(observed: Sequence[Observed], seed: int) -> Any:
    from app.insights.training import invoices

    return invoices.examples(observed, seed)


def _fold_score(examples: Any, parameters: Mapping[str, Any], fold: int, seed: int) -> float:
    from ml_models.late_payment import train

    return train.fold_score(examples, parameters, fold, seed)


def _fit(examples: Any, parameters: Mapping[str, Any], seed: int) -> Any:
    from ml_models.late_payment import train

    return train.fit(examples, parameters, seed)


def _evaluate(model: Any, observed: Sequence[Observed], seed: int) -> Evaluation:
    from app.insights.training import judged

    return judged.evaluation(model, observed, seed)


def _shares(examples: Any) -> Mapping[str, Any]:
    from app.insights.training import judged

    return judged.shares(examples)
