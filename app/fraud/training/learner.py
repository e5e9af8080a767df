"""How the scorer of pairs is learned and judged: `duplicate_pairs`."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection

from app.fraud.records import PAIR_MODEL
from app.fraud.repo import answers
from app.fraud.rules import duplicates
from app.fraud.rules.duplicates import weights
from app.model_registry.records import Learner, Outcome, Policy
from ml_models.contracts import Kind, Task
from ml_models.fraud.columns import COLUMNS, row

DATA = """Pairs of documents from 18 generated businesses of three trades (`app/simulate`, 18 months each), in which
some sixty ways to enter a document twice, or to seem to, are planted again and again (`app/simulate/reentry`); and
the answers of owners to alerts, each of which counts as five generated pairs. Nothing else.

**Which kind, and why.** Hand-written weights moved by the pairs (a normal prior around each weight, "trust" is how firm
it is), against boosted trees with monotonic constraints, by log loss on businesses and on slips that the training did
not see: there the trees lose by far, since a slip that no pair showed them means nothing to them. Every training
compares again.

**Without it** the hand-written weights answer alone. On five sets of invented books of other hands (19,000 documents,
394 troubles of these two types) they find 97 % without a false alarm, the learned weights all but one, without one
either. Those sets also showed which signs were still missing, so they prove less than fresh ones would."""
LIMITS = (
    "It compares what the books hold; two papers that differ only in what nobody typed look like one.",
    "A second sale of the same goods on the same day without order numbers looks like an invoice written twice.",
    "An order that is delivered in two equal halves looks like one that was billed twice, unless a paper says so.",
    "The share of true pairs among generated ones is about one in three; in honest books it is lower, and the answers "
    "of owners are what corrects it.",
    "Only pairs that share an amount, a number, an order, a day or their lines are compared; others are never found.",
)
PRIOR = (*weights.ORDERED, weights.BIAS)
CANDIDATES: tuple[Mapping[str, Any], ...] = (
    {"kind": "weights", "trust": 3.0},
    {"kind": "weights", "trust": 10.0},
    {"kind": "weights", "trust": 30.0},
    {"kind": "trees", "count": 80, "leaves": 8},
)
SMOKE = (
    row("party_same", "amount_equal", "date_same", "bill_number_same", "goods_same_many"),
    row("party_same", "amount_equal", "date_near", "bill_number_lookalike", "goods_unknown", "is_by_another"),
    row("party_same", "amount_equal", "date_weeks", "bill_number_series", "goods_same_one", times_billed=2.0),
    row("party_other_record", "amount_without_gst", "date_same", "bill_number_suffix", "goods_unknown"),
    row(
        "party_same",
        "amount_equal",
        "date_same",
        "invoice_number_different",
        "invoice_order_same",
        "goods_same_many",
    ),
    row("party_different", "amount_equal", "date_far", "invoice_number_same", "is_taken_back"),
)


def learner() -> Learner:
    """The scorer of pairs of documents."""
    from app.fraud.training import judged, pairs  # arrays live in the worker only
    from ml_models.fraud import estimator, train

    return Learner(
        name=PAIR_MODEL,
        data=DATA,
        limits=LIMITS,
        title="Bills and invoices entered twice",
        purpose="The chance that two bills, or two invoices, are one document entered twice.",
        kind=Kind.SKOPS,
        task=Task.BINARY,
        features=COLUMNS,
        policy=Policy(retrain_cron="30 2 * * 0", least_new_labels=100),
        smoke=SMOKE,
        examples=pairs.examples,
        candidates=CANDIDATES,
        fold_score=partial(train.fold_score, prior=PRIOR),
        fit=partial(estimator.fitted, prior=PRIOR),
        evaluate=judged.evaluation,
        shares=judged.shares,
        outcomes=outcomes,
        package="fraud",
        by_rules=weights.chances,
    )


def outcomes(tx: Connection, since: datetime) -> Iterable[Outcome]:
    """What owners said about alerts on double entry since then; "not sure" says nothing."""
    return answers.fetch_outcomes(tx, since, duplicates.TYPES.values())
