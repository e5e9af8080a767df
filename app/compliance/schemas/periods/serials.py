"""The register of serial numbers on the wire. It is sent as it was stored: these classes document it."""

import marshmallow as ma

from app.compliance.schemas.periods.shared import AnswerSchema, day, rows, text
from app.runtime.http.schema import Schema


class NumberedSchema(Schema):
    """A document by its number."""

    invoice_id = ma.fields.UUID(required=True)
    number = text()
    date = day()
    cancelled = ma.fields.Boolean(required=True)


class GapSchema(Schema):
    """Numbers that are missing between two documents."""

    from_ = ma.fields.String(required=True, data_key="from")
    to = text()
    count = ma.fields.Integer(required=True)
    after = ma.fields.Nested(NumberedSchema, required=True)
    before = ma.fields.Nested(NumberedSchema, required=True)
    plain_language_explanation = text()
    suggested_fix = text()


class SeriesSchema(Schema):
    """One range, as table 13 of GSTR-1 lists it. `{}` in `series` is where it counts."""

    document = text()
    name = text()
    series = text()
    from_ = ma.fields.String(required=True, data_key="from")
    to = text()
    total = ma.fields.Integer(required=True)
    cancelled = ma.fields.Integer(required=True)
    net = ma.fields.Integer(required=True)
    consecutive = ma.fields.Boolean(required=True)
    note = text(none=True)
    gaps = rows(GapSchema)


class RepeatSchema(Schema):
    """One number on several documents of the year."""

    document = text()
    number = text()
    documents = rows(NumberedSchema)
    plain_language_explanation = text()
    suggested_fix = text()


class SerialsSchema(AnswerSchema):
    """All series of a financial year."""

    financial_year = text()
    missing = ma.fields.Integer(required=True)
    repeated = ma.fields.Integer(required=True)
    unnumbered = ma.fields.Integer(required=True)
    series = rows(SeriesSchema)
    repeats = rows(RepeatSchema)
    without_number = rows(NumberedSchema)
