"""How the scorer of pairs is learned and judged: `duplicate_pairs`. Light; what it names is imported when it runs."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from app.fraud.records import PAIR_MODEL
from app.fraud.repo import alerts
from app.fraud.rules import weights
from app.model_registry.records import Learner, Observed, Outcome, Policy
from ml_models.contracts import Kind, Task
from ml_models.evaluation.records import Evaluation
from ml_models.fraud.columns import COLUMNS, row

PRIOR = (*weights.ORDERED, weights.BIAS)
CANDIDATES: tuple[Mapping[str, Any], ...] = (
    {"kind": "weights", "trust": 1.0},
    {"kind": "weights", "trust": 3.0},
    {"kind": "weights", "trust": 10.0},
    {"kind": "trees", "count": 80, "leaves": 8},
)
SMOKE = (
    row("party_same", "amount_equal", "date_same", "bill_number_same", "items_same_many"),
    row("party_same", "amount_equal", "date_near", "bill_number_lookalike", "items_unknown", "entered_by_differs"),
    row("party_same", "amount_equal", "date_weeks", "bill_number_series", "items_same_one", times_billed=2.0),
    row("party_other_record", "amount_without_gst", "date_same", "bill_number_suffix", "items_unknown"),
    row(
        "party_same",
        "amount_equal",
        "date_same",
        "invoice_number_different",
        "invoice_reference_same",
        "items_same_many",
    ),
    row("party_different", "amount_equal", "date_far", "invoice_number_same", "is_noted"),
)


def learner() -> Learner:
    """The scorer of pairs of documents."""
    return Learner(
        name=PAIR_MODEL,
        title="Bills and invoices entered twice",
        purpose="The chance that two bills, or two invoices, are one document entered twice.",
        kind=Kind.SKOPS,
        task=Task.BINARY,
        features=COLUMNS,
        policy=Policy(retrain_cron="30 2 * * 0", least_new_labels=100),
        smoke=SMOKE,
        examples=_examples,
        candidates=CANDIDATES,
        fold_score=_fold_score,
        fit=_fit,
        evaluate=_evaluate,
        shares=_shares,
        outcomes=outcomes,
        package="fraud",
    )


def outcomes(tx: Connection, since: datetime) -> Iterable[Outcome]:
    """What owners said about alerts on double entry since then; "not sure" says nothing."""
    return alerts.fetch_outcomes(tx, since)


def _examples(observed: Sequence[Observed], seed: int) -> Any:
    from app.fraud.training import pairs

    return pairs.examples(observed, seed)


def _fold_score(examples: Any, parameters: Mapping[str, Any], fold: int, seed: int) -> float:
    from ml_models.fraud import train

    return train.fold_score(examples, parameters, fold, seed, prior=PRIOR)


def _fit(examples: Any, parameters: Mapping[str, Any], seed: int) -> Any:
    from ml_models.fraud import train

    return train.fit(examples, parameters, seed, prior=PRIOR)


def _evaluate(model: Any, observed: Sequence[Observed], seed: int) -> Evaluation:
    from app.fraud.training import judged

    return judged.evaluation(model, observed, seed)


def _shares(examples: Any) -> Mapping[str, Any]:
    """How the inputs are spread over pairs that come near an alert: only those are observed later."""
    from app.fraud.training import judged

    return judged.shares(examples)
