"""What is asked of the late-payment scorer, and that the customers' payment habits answer in its place."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from app.insights.records.answer import LATE_MODEL
from app.insights.records.ledger import Ledger
from app.insights.rules import VERSION
from app.insights.rules.paying import late_payment
from app.insights.rules.paying.late_payment import Expected
from app.model_registry.service.serving.scoring import Question
from ml_models.late_payment.columns import COLUMNS


def question(sales: Ledger, on: date) -> Question[Sequence[Expected]]:
    """How likely each invoice that is open on `on` is paid late."""
    from ml_models.late_payment.coming import coming_days  # arrays live in the worker only

    return Question(
        name=LATE_MODEL,
        features=COLUMNS,
        ask=partial(late_payment.expected, sales, on, pays=coming_days),
        rules_version=VERSION,
        rules=late_payment.by_habit,
        instead="the customers' payment habits alone tell who will be late",
    )
