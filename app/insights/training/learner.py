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

**Without it** the distribution of each invoice's day of payment answers alone (`ml_models/late_payment/payment_days`):
what invoices have in common, the customer's own level shrunk by how much customers differ, and the rests. The model is
ahead of it on generated ledgers, most for customers never seen to pay. **With it** the chance told is halfway between
both in log-odds, since businesses differ in how many pay late: on half of a public set of receivables (1,625 questions
on 1,231 invoices of 50 customers, 14 % late; not shipped, not trained on) the model alone says 18 %, with a
calibration error of 0.047; halfway it is 15 % and 0.018, with an area under the ROC curve of 0.84 and a Brier score of
0.092.

**Payment days** are not trained ahead: each business's own invoices teach them when they are asked. On that public
half, each invoice asked about on the eve of its issue, from June 2013 on (322 invoices): area under the ROC curve 0.89,
Brier score 0.119, calibration error 0.05, mean absolute error 2.19 days (2.95 by saying "in time" of all), 91 % inside
the 90 % interval; receipts of the next four weeks at 25 earlier dates 0.19 off by week (due dates 0.31), 0.05 in all.
`make eval-insights` measures it anew."""
LIMITS = (
    "Generated customers keep their habits or drift slowly; one who stops paying at once is seen late.",
    "For a customer who has settled nothing yet everybody's habits speak, and the ranking among them is weak.",
    "The model alone says too much for a business in which next to everybody pays in time: hence the halfway.",
    "A lasting change in how a customer pays is believed after a few invoices, not at the first.",
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
