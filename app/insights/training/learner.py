"""How the late-payment scorer is learned and judged: `late_payment`."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from app.insights.records.answer import LATE_MODEL
from app.insights.repo import outcomes
from app.insights.rules.paying import late_payment
from app.model_registry.records import Learner, Outcome, Policy
from ml_models.contracts import Kind, Task
from ml_models.late_payment.columns import COLUMNS, LATE_AFTER_DAYS

DATA = """Invoices as they stood open on eight days in 36 generated ledgers (12 businesses of three trades, each paid by
three different crowds of customers: `app/simulate/payers`), with the payments that came later; and real invoices that
a version was asked about once their payment is known, each of which counts as three generated ones. On every day the
books hold nothing of a later date, so no input can know the future.

**Late** is more than 15 days after the due date: two or three days are a weekend and a bank, after a fortnight an owner
picks up the telephone, and section 15 of the MSMED Act, 2006 gives as long where no day was agreed.

**Which kind, and why.** Few boosted trees against ridge logistic regression, by log loss over businesses that the
training did not see.

**Without it** payment habits answer alone: the customer's own distribution of delays. The model is ahead of them most
for customers never seen to pay. On half of a public set of receivables (1,231 invoices of 50 customers; not shipped,
not trained on) the ranking is as good as by habit (area under the ROC curve about 0.82 against 0.81), the chances are
somewhat too high: there 14 % are late, in the generated ledgers 41 %."""
LIMITS = (
    "Generated customers keep their habits or drift slowly; one who stops paying at once is seen late.",
    "For a customer who has settled nothing yet everybody's habits speak, and the ranking among them is weak.",
    "Chances are too high for a business in which next to everybody pays in time, until outcomes teach otherwise.",
    "An invoice without a due date is judged by usual terms, and its outcome teaches nothing.",
)
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
    from app.insights.training import invoices, judged  # arrays live in the worker only
    from ml_models.late_payment import estimator, train

    return Learner(
        name=LATE_MODEL,
        data=DATA,
        limits=LIMITS,
        title="Invoices paid late",
        purpose=f"The chance that an open invoice is paid more than {LATE_AFTER_DAYS} days after it is due.",
        kind=Kind.SKOPS,
        task=Task.BINARY,
        features=COLUMNS,
        policy=Policy(retrain_cron="0 3 * * 0", least_new_labels=200),
        smoke=SMOKE,
        examples=invoices.examples,
        candidates=CANDIDATES,
        fold_score=train.fold_score,
        fit=estimator.fitted,
        evaluate=judged.evaluation,
        shares=judged.shares,
        outcomes=paid_since,
        by_rules=late_payment.by_habit,
    )


def paid_since(tx: Connection, since: datetime) -> Iterable[Outcome]:
    """Which invoices of those asked about were paid since then, or have stood unpaid too long since then."""
    return outcomes.fetch(tx, since, late_after_days=LATE_AFTER_DAYS)
