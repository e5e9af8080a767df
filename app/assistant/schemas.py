"""Questions and answers on the wire. Beside `text` stand the figures it was made from, and where they come from."""

from typing import Any
from uuid import UUID

import marshmallow as ma

from app.assistant.records.answers import Answer
from app.assistant.records.asked import LONGEST_PROMPT, Language, Topic
from app.assistant.records.figures import Balances, CashFlow, Figures, OpenAlerts, Spending, TaxEstimate, Turnover
from app.runtime.http.schema import Money, Schema, Text

LONGEST_READ = 1_000_000
"""Characters that are taken in at all, to be told that a question is too long."""


class Prompt(Schema):
    """A question. Of `context` only `business_id` is read; whatever else the app puts there is left alone."""

    prompt = Text(required=True, longest=LONGEST_READ, metadata={"maxLength": LONGEST_PROMPT, "minLength": 1})
    context = ma.fields.Dict(load_default=dict, keys=ma.fields.String(), metadata={"additionalProperties": True})

    @ma.validates_schema
    def _bounded(self, data: dict[str, Any], **_: Any) -> None:
        if not data["prompt"].strip():
            raise ma.ValidationError("Please type a question.", "prompt")

    @ma.post_load
    def _with_business(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        given = data["context"].get("business_id")
        return {"prompt": data["prompt"], "business_id": None if given in (None, "") else _id(given)}


class DaysSchema(Schema):
    """A stretch of days, both ends included."""

    first = ma.fields.Date(required=True)
    last = ma.fields.Date(required=True)


class BalanceSchema(Schema):
    """One party's share."""

    party_id = ma.fields.UUID(required=True, allow_none=True)
    name = ma.fields.String(required=True)
    amount = Money(required=True)
    documents = ma.fields.Integer(required=True)


class BalancesSchema(Schema):
    """What is open or overdue."""

    total = Money(required=True)
    documents = ma.fields.Integer(required=True)
    rows = ma.fields.List(ma.fields.Nested(BalanceSchema), required=True)
    oldest_days = ma.fields.Integer(required=True, allow_none=True)
    undated = ma.fields.Integer(required=True)
    notes_total = Money(required=True)


class CashFlowSchema(Schema):
    """Money that moved."""

    days = ma.fields.Nested(DaysSchema, required=True)
    received = Money(required=True)
    paid = Money(required=True)
    expenses = Money(required=True)
    out = Money(required=True)
    net = Money(required=True)


class TaxEstimateSchema(Schema):
    """GST by the books; an estimate."""

    days = ma.fields.Nested(DaysSchema, required=True)
    output_tax = Money(required=True)
    input_tax = Money(required=True)
    due = Money(required=True)
    is_estimate = ma.fields.Constant(True)


class TurnoverSchema(Schema):
    """What was sold."""

    days = ma.fields.Nested(DaysSchema, required=True)
    total = Money(required=True)
    tax = Money(required=True)
    documents = ma.fields.Integer(required=True)
    rows = ma.fields.List(ma.fields.Nested(BalanceSchema), required=True)


class SpendingSchema(Schema):
    """What was spent."""

    days = ma.fields.Nested(DaysSchema, required=True)
    total = Money(required=True)
    entries = ma.fields.Integer(required=True)
    categories = ma.fields.List(ma.fields.Tuple((ma.fields.String(), Money())), required=True)
    bills_total = Money(required=True)
    bills = ma.fields.Integer(required=True)


class OpenAlertsSchema(Schema):
    """Warnings without an answer."""

    count = ma.fields.Integer(required=True)
    messages = ma.fields.List(ma.fields.String(), required=True)
    is_fresh = ma.fields.Boolean(required=True)


FIGURES: dict[type[Figures], type[Schema]] = {
    Balances: BalancesSchema,
    CashFlow: CashFlowSchema,
    TaxEstimate: TaxEstimateSchema,
    Turnover: TurnoverSchema,
    Spending: SpendingSchema,
    OpenAlerts: OpenAlertsSchema,
}


class SourceSchema(Schema):
    """Which records a figure stands on; `ids` names the first of them."""

    kind = ma.fields.String(required=True)
    count = ma.fields.Integer(required=True)
    ids = ma.fields.List(ma.fields.UUID(), required=True)


class ChoiceSchema(Schema):
    """A business that the question could be about."""

    business_id = ma.fields.UUID(required=True)
    name = ma.fields.String(required=True)


class AnswerSchema(Schema):
    """An answer in words, in the language of the question."""

    text = ma.fields.String(required=True)
    topic = ma.fields.Enum(Topic, by_value=True, required=True)
    language = ma.fields.Enum(Language, by_value=True, required=True)
    business_id = ma.fields.UUID(required=True, allow_none=True)
    figures = ma.fields.Method("_figures", required=True, metadata={"type": "object", "description": "By topic."})
    sources = ma.fields.Method("_sources", required=True, metadata={"type": "array", "items": {"type": "object"}})
    choices = ma.fields.List(ma.fields.Nested(ChoiceSchema), required=True)
    suggestions = ma.fields.List(ma.fields.String(), required=True)

    def _figures(self, answer: Answer) -> dict[str, Any]:
        found = {finding.topic.value: finding.figures for finding in answer.findings if finding.figures}
        return {topic: FIGURES[type(figures)]().dump(figures) for topic, figures in found.items()}

    def _sources(self, answer: Answer) -> Any:
        found = [source for finding in answer.findings if finding.figures for source in finding.figures.sources]
        return SourceSchema(many=True).dump(found)


def _id(given: Any) -> UUID:
    try:
        return UUID(given) if isinstance(given, str) else UUID(int=-1)
    except ValueError as error:
        raise ma.ValidationError({"business_id": ["This is not the id of a business."]}) from error
