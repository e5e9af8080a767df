"""The stored match with GSTR-2B on the wire."""

from typing import Any

import marshmallow as ma

from app.compliance.records.matching import State
from app.compliance.records.reconciliation import Verb
from app.compliance.schemas.gst.matching import DifferenceSaid
from app.runtime.http.schema import Moment, Money, Schema, Text

PERIOD = r"^20[0-9]{2}-(0[1-9]|1[0-2])$"
MOST_A_PAGE, USUAL_PAGE, LAST_PAGE = 200, 50, 100_000


def _period(**options: Any) -> ma.fields.String:
    sentence = "This must be a month, such as 2025-10."
    return ma.fields.String(validate=ma.validate.Regexp(PERIOD, error=sentence), **options)


class PeriodQuery(Schema):
    """Which month; without one the newest that has a statement."""

    period = _period(load_default=None)


class RowsQuery(PeriodQuery):
    """Which rows, and how many at a time."""

    state = ma.fields.Enum(State, by_value=True, load_default=None)
    page = ma.fields.Integer(load_default=1, strict=False, validate=ma.validate.Range(1, LAST_PAGE))
    per_page = ma.fields.Integer(load_default=USUAL_PAGE, validate=ma.validate.Range(1, MOST_A_PAGE))


class RowAnswer(Schema):
    """What the owner says of a row, and why."""

    answer = ma.fields.Enum(Verb, by_value=True, required=True)
    note = Text(longest=1000, load_default=None, allow_none=True)


class UploadSchema(Schema):
    """A file that was taken. `papers`: how many documents stand in it."""

    id = ma.fields.UUID(required=True)
    business_id = ma.fields.UUID(required=True)
    period = ma.fields.String(required=True)
    gstin = ma.fields.String(required=True)
    format = ma.fields.String(required=True)
    papers = ma.fields.Integer(required=True)
    generated_on = ma.fields.Date(required=True, allow_none=True)
    created_at = Moment(required=True)


class UploadUnderWaySchema(Schema):
    """A file that is still being read; `GET /api/v1/jobs/{job_id}` tells how far it is, and what came of it."""

    job_id = ma.fields.UUID(required=True)


class SumsSchema(Schema):
    """Rows of a state with their money. Credit notes count as less than nothing."""

    rows = ma.fields.Integer(required=True)
    taxable_value = Money(attribute="value", required=True)
    tax = Money(required=True)


def _by_state() -> ma.fields.Dict:
    return ma.fields.Dict(keys=ma.fields.Enum(State, by_value=True), values=ma.fields.Nested(SumsSchema), required=True)


class SupplierSchema(Schema):
    """One supplier's rows; `supplier_gstin` is null for all whom the books name without one."""

    supplier_gstin = ma.fields.String(required=True, allow_none=True)
    supplier_name = ma.fields.String(required=True, allow_none=True)
    states = _by_state()


class ReconciliationSchema(Schema):
    """A month at a glance. `is_stale`: the books have changed since, and the rows will follow in a moment."""

    business_id = ma.fields.UUID(required=True)
    period = ma.fields.String(required=True)
    upload = ma.fields.Nested(UploadSchema, required=True)
    matched_at = Moment(required=True)
    is_stale = ma.fields.Boolean(required=True)
    states = _by_state()
    credit_at_risk = Money(required=True)
    suppliers = ma.fields.List(ma.fields.Nested(SupplierSchema), required=True)


class PaperSchema(Schema):
    """A bill or note as one side tells of it."""

    kind = ma.fields.String(attribute="kind.value", required=True)
    bill_no = ma.fields.String(required=True)
    bill_date = ma.fields.Date(required=True)
    supplier_gstin = ma.fields.String(required=True, allow_none=True)
    company_gstin = ma.fields.String(required=True, allow_none=True)
    place_of_supply = ma.fields.String(required=True, allow_none=True)
    reverse_charge = ma.fields.Boolean(required=True, allow_none=True)
    taxable_value = Money(required=True)
    cgst = Money(required=True)
    sgst = Money(required=True)
    igst = Money(required=True)
    cess = Money(required=True)


class ToldSchema(Schema):
    """What was said of a row."""

    answer = ma.fields.Enum(Verb, by_value=True, required=True)
    note = ma.fields.String(required=True, allow_none=True)
    answered_at = Moment(required=True)


class KeptRowSchema(Schema):
    """A row of the month. The id stays while what both sides say does."""

    id = ma.fields.UUID(required=True)
    state = ma.fields.Enum(State, by_value=True, required=True)
    supplier_gstin = ma.fields.String(required=True, allow_none=True)
    supplier_name = ma.fields.String(required=True, allow_none=True)
    document_id = ma.fields.UUID(required=True, allow_none=True, metadata={"description": "The bill in the books."})
    taxable_value = Money(attribute="value", required=True)
    tax = Money(required=True)
    purchase = ma.fields.Nested(PaperSchema, required=True, allow_none=True)
    inward = ma.fields.Nested(PaperSchema, required=True, allow_none=True)
    differences = ma.fields.List(ma.fields.Nested(DifferenceSaid), required=True)
    explanation = ma.fields.String(required=True)
    answered = ma.fields.Nested(ToldSchema, required=True, allow_none=True)


class PageSchema(Schema):
    """Rows by supplier and date."""

    rows = ma.fields.List(ma.fields.Nested(KeptRowSchema), required=True)
    total = ma.fields.Integer(required=True)
    page = ma.fields.Integer(required=True)
    per_page = ma.fields.Integer(required=True)
