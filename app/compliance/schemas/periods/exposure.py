"""Due dates and credit at risk on the wire. They are sent as they were stored: these classes document them."""

import marshmallow as ma

from app.compliance.records.issues import Severity
from app.compliance.schemas.periods.shared import AnswerSchema, day, figure, first_day, rows, text
from app.runtime.http.schema import Schema


class DutySchema(Schema):
    """One return or payment. Amounts are null where they hang on a turnover that is not known."""

    return_ = ma.fields.String(required=True, data_key="return")
    name = text()
    from_ = first_day()
    to = day()
    due_date = day()
    days_left = ma.fields.Integer(required=True)
    extended = ma.fields.Boolean(required=True)
    optional = ma.fields.Boolean(required=True)
    late_fee_per_day = figure(allow_none=True)
    late_fee_per_day_nil = figure(allow_none=True)
    late_fee_cap = figure(allow_none=True)
    late_fee_so_far = figure(allow_none=True)
    interest_percent = figure(allow_none=True)
    plain_language_explanation = text()
    law = text()


class AssumedSchema(Schema):
    """What nobody said and the calendar took for granted."""

    what = text()
    sentence = text()


class CalendarSchema(AnswerSchema):
    """What is due in the next 90 days, and what was in the last 90."""

    on = day()
    registration = text()
    frequency = text()
    state = text(none=True)
    turnover_before = figure(allow_none=True)
    assumed = rows(AssumedSchema)
    coming = rows(DutySchema)
    past = rows(DutySchema)


class RiskSchema(Schema):
    """All bills of one risk. `counted` false: a reminder or hint that is not part of the sum."""

    risk = text()
    title = text()
    severity = ma.fields.Enum(Severity, by_value=True, required=True)
    bills = ma.fields.Integer(required=True)
    tax = figure()
    interest = figure()
    counted = ma.fields.Boolean(required=True)
    law = text()


class AtRiskSchema(Schema):
    """One bill at risk."""

    risk = text()
    invoice_id = ma.fields.UUID(required=True)
    number = text()
    date = day()
    supplier = text(none=True)
    tax = figure()
    unpaid = figure(allow_none=True)
    interest = figure()
    last_day = day(none=True)
    days_left = ma.fields.Integer(required=True, allow_none=True)
    plain_language_explanation = text()
    suggested_fix = text()


class ExposureSchema(AnswerSchema):
    """Input tax credit at risk; a bill that is at risk for two reasons is counted once. `summary` has no `bills`."""

    on = day()
    credit_at_risk = figure()
    gstr_2b_compared = ma.fields.Boolean(required=True)
    risks = rows(RiskSchema)
    bills = ma.fields.List(ma.fields.Nested(AtRiskSchema))
