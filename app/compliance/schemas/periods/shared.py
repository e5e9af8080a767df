"""What every answer about a period has."""

from typing import Any

import marshmallow as ma

from app.runtime.http.schema import Moment, Schema


def figure(**options: Any) -> ma.fields.Float:
    """A figure; rupees have two decimals."""
    return ma.fields.Float(required=True, **options)


def rows(schema: type[Schema]) -> ma.fields.List[Any]:
    """A list of rows."""
    return ma.fields.List(ma.fields.Nested(schema), required=True)


def text(*, none: bool = False) -> ma.fields.String:
    """Text that is always there, null only where told."""
    return ma.fields.String(required=True, allow_none=none)


def day(*, none: bool = False) -> ma.fields.Date:
    """A date that is always there, null only where told."""
    return ma.fields.Date(required=True, allow_none=none)


def first_day() -> ma.fields.Date:
    """The first day of a period; `from` on the wire."""
    return ma.fields.Date(required=True, data_key="from")


class AnswerSchema(Schema):
    """From which books, when and by which rules the answer was made."""

    business_id = ma.fields.UUID(required=True)
    matter = text()
    language = text()
    rules_version = text()
    generated_at = Moment(required=True)
    unreadable = ma.fields.Integer(required=True, metadata={"description": "Rows left out since they cannot be read."})
    stale = ma.fields.Boolean(required=True, metadata={"description": "True: the books have moved on since."})
    stale_since = Moment(required=True, allow_none=True)
    notes = ma.fields.List(ma.fields.String(), metadata={"description": "What to know beside the figures."})


class SpanSchema(AnswerSchema):
    """An answer about a period."""

    period = text()
    from_ = first_day()
    to = day()


class TaxSchema(Schema):
    """Heads of tax and their sum, in rupees."""

    igst = figure()
    cgst = figure()
    sgst = figure()
    cess = figure()
    tax = figure()


class LeftOutSchema(Schema):
    """A document that is not in the return, why, and how to bring it in."""

    invoice_id = ma.fields.UUID(required=True)
    number = text()
    date = day()
    party = text(none=True)
    total = figure()
    reason = text()
    plain_language_explanation = text()
    suggested_fix = text()
    lines = ma.fields.List(ma.fields.String(), required=True)
