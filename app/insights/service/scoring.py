"""Who says which invoices will be paid late: the learned model that serves, or payment habits in its place.

A model that is away, does not load or answers with nonsense costs its judgement, never the insights: the answer says
who judged, and why no model did.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.insights.records.answer import LATE_MODEL
from app.insights.records.ledger import Ledger
from app.insights.rules import VERSION, late_payment
from app.insights.rules.late_payment import Expected
from app.model_registry.records import ModelFailed, Served
from app.model_registry.service import serving
from app.runtime.runtime import Runtime
from ml_models.late_payment.columns import COLUMNS

NONE_SERVES = "No learned version serves, so the customers' payment habits alone tell who will be late."
FAILED = "The learned version could not answer, so the customers' payment habits alone tell who will be late."


@dataclass(frozen=True, slots=True)
class Scored:
    """The open invoices with their chances. `model` said them, unless it is None; `version` names the whole answer."""

    expected: Sequence[Expected]
    version: str
    model: Served | None = None
    reason: str = ""


def scored(rt: Runtime, business_id: UUID, sales: Ledger, on: date) -> Scored:
    """The invoices open on `on` with their chances, asked of the model all at once."""
    model = serving.served(rt, LATE_MODEL, business_id=business_id, features=COLUMNS)
    if model is None:
        return by_rules(sales, on)
    try:
        expected = late_payment.expected(sales, on, lambda rows: serving.predicted(model, rows))
    except ModelFailed:
        return by_rules(sales, on, serving.failed(model), reason=FAILED)
    return Scored(expected, serving.made_by(VERSION, model.label), model)


def by_rules(sales: Ledger, on: date, *labels: str, reason: str = NONE_SERVES) -> Scored:
    """The same by payment habits alone; `labels` name the model that failed, if one did."""
    expected = late_payment.expected(sales, on, late_payment.by_habit)
    return Scored(expected, serving.made_by(VERSION, *labels), reason=reason)
