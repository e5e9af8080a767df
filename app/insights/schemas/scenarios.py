"""What if, on the wire: the changes that are tried, and how the cash then stands beside what is foretold now."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal
from typing import Any

import marshmallow as ma

from app.insights.records.evidence import RowKind
from app.insights.records.scenarios import Change
from app.insights.rules.cash.refusing import (
    LARGEST_AMOUNT,
    LARGEST_PERCENT,
    MOST_CHANGES,
    MOST_DAYS,
    MOST_INSTALMENTS,
)
from app.insights.schemas.evidence import ChartPointSchema, figure
from app.insights.service.changes import KINDS
from app.runtime.http.schema import Exact, Money, Schema, Text
from app.runtime.jobs.records import JobState

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2150, 12, 31)


def _day(words: str) -> ma.fields.Date:
    within = ma.validate.Range(FIRST_DAY, LAST_DAY, error="This day is not of our time.")
    return ma.fields.Date(validate=within, metadata={"description": words})


def _amount(words: str) -> Money:
    within = ma.validate.Range(Decimal(0), LARGEST_AMOUNT, error="This must be from 0 to a lakh crore.")
    return Money(validate=within, metadata={"description": words})


def _count(words: str, first: int, last: int) -> ma.fields.Integer:
    within = ma.validate.Range(first, last, error=f"This must be from {first} to {last}.")
    return ma.fields.Integer(strict=True, validate=within, metadata={"description": words})


def _not_blank(text: str) -> None:
    if not text.strip():
        raise ma.ValidationError("This is empty.")


class ChangeSchema(Schema):
    """One change. Which of the fields it takes hangs on its `type`."""

    type = ma.fields.String(required=True, validate=ma.validate.OneOf(list(KINDS), error="We do not know this change."))
    document_id = ma.fields.UUID(metadata={"description": "The open invoice or bill (`invoice_*`)."})
    party_id = ma.fields.UUID(metadata={"description": "The customer, or the supplier; all suppliers where left out."})
    by_days = _count("So many days later.", 1, MOST_DAYS)
    until = _day("Not paid before this day, in place of `by_days`.")
    starts_on = _day("From when on.")
    day = _day("When it is bought, or the money comes.")
    day_of_month = _count("The day of the month on which it is paid; 31 is the last.", 1, 31)
    amount = _amount("Rupees: a month (`monthly_cost`), or in all.")
    monthly_payment = _amount("Rupees paid back a month.")
    instalments = _count("In so many equal monthly parts.", 1, MOST_INSTALMENTS)
    percent = Exact(
        validate=ma.validate.Range(-100, LARGEST_PERCENT, error=f"This must be from -100 to {LARGEST_PERCENT}."),
        metadata={"description": "So many percent more, or (negative) less."},
    )
    name = Text(
        longest=60, shortest=1, validate=[_not_blank], metadata={"description": "What it is called in the answer."}
    )

    @ma.validates_schema(skip_on_field_errors=True)
    def _takes_what_it_needs(self, sent: Mapping[str, Any], **_: Any) -> None:
        known = {one.name: one.default is MISSING for one in fields(KINDS[sent["type"]])}
        wrong = {name: ["This change does not take it."] for name in sent.keys() - known.keys() - {"type"}}
        lacking = {name: ["This is missing."] for name, is_needed in known.items() if is_needed and name not in sent}
        if wrong or lacking:
            raise ma.ValidationError(wrong | lacking)

    @ma.post_load
    def _made(self, sent: dict[str, Any], **_: Any) -> Change:
        return KINDS[sent.pop("type")](**sent)


class ScenarioRequest(Schema):
    """The changes that are tried together."""

    changes = ma.fields.List(
        ma.fields.Nested(ChangeSchema),
        required=True,
        validate=ma.validate.Length(1, MOST_CHANGES, error=f"Try between one and {MOST_CHANGES} changes."),
    )


class CashPathSchema(Schema):
    """The cash of thirteen weeks."""

    balance = ma.fields.List(ma.fields.Nested(ChartPointSchema), required=True)
    lowest = figure("The lowest expected balance.")
    lowest_on = ma.fields.Date(required=True)
    ends_at = figure("The expected balance at the end.")
    probability_below_floor = figure("Chance that it falls below the floor at least once.", allow_none=True)


class WeekDifferenceSchema(Schema):
    """By how much a week differs from what is foretold now."""

    week = ma.fields.Integer(required=True)
    ends_on = ma.fields.Date(required=True)
    net = figure("Rupees that come in less those that go out.")
    balance = figure("At the end of the week.")


class ChangeEffectSchema(Schema):
    """What one of the changes alone does."""

    change = ma.fields.Dict(required=True, metadata={"description": "As it was sent."})
    about = ma.fields.String(required=True)
    difference = figure("Rupees more, or less, at the end of the thirteen weeks.")
    kind = ma.fields.Enum(RowKind, by_value=True, required=True, allow_none=True)
    row_id = ma.fields.UUID(required=True, allow_none=True)
    sentence = ma.fields.String(required=True)


class ScenarioSchema(Schema):
    """The cash as it is foretold, and as it would be."""

    business_id = ma.fields.UUID(required=True)
    on = ma.fields.Date(required=True)
    currency = ma.fields.String(required=True)
    sentence = ma.fields.String(required=True)
    opening_balance = figure("Null where none is known: then the cash is counted from zero.", allow_none=True)
    floor = figure("Under which it should not fall.", allow_none=True)
    now = ma.fields.Nested(CashPathSchema, required=True)
    changed = ma.fields.Nested(CashPathSchema, required=True)
    differences = ma.fields.List(ma.fields.Nested(WeekDifferenceSchema), required=True)
    effects = ma.fields.List(ma.fields.Nested(ChangeEffectSchema), required=True)
    confidence = ma.fields.String(required=True)


class ScenarioUnderWaySchema(Schema):
    """Where the answer will be for the next minutes."""

    job_id = ma.fields.UUID(required=True)
    state = ma.fields.Enum(JobState, by_value=True, required=True)
    href = ma.fields.String(required=True, metadata={"description": "There `result.answer` holds it once it is done."})
