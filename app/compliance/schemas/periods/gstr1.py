"""The draft of GSTR-1 on the wire. It is sent as it was stored: these classes document it, tests hold it."""

import marshmallow as ma

from app.compliance.schemas.periods.shared import LeftOutSchema, SpanSchema, TaxSchema, day, figure, rows, text
from app.runtime.http.schema import Schema


class SectionSchema(TaxSchema):
    """One table in one line; credit notes are taken off."""

    section = text()
    table = text()
    name = text()
    documents = ma.fields.Integer(required=True)
    value = figure()
    taxable_value = figure()


class TabSchema(Schema):
    """One tab of table 12."""

    tab = text()
    name = text()
    codes = ma.fields.Integer(required=True)
    taxable_value = figure()


class IssuedSchema(Schema):
    """One range of table 13."""

    document = text()
    from_ = ma.fields.String(required=True, data_key="from")
    to = text()
    total = ma.fields.Integer(required=True)
    cancelled = ma.fields.Integer(required=True)
    net = ma.fields.Integer(required=True)


class BasisSchema(Schema):
    """What told the place of supply, and of how many documents."""

    basis = text()
    documents = ma.fields.Integer(required=True)
    meaning = text()


class PlacedSchema(TaxSchema):
    """Money in one place of supply."""

    place_of_supply = text(none=True)
    place_name = text(none=True)
    taxable_value = figure()


class RateSchema(TaxSchema):
    """What a document bears at one rate."""

    gst_rate = figure()
    taxable_value = figure()


class ReportedSchema(PlacedSchema):
    """The taxable part of one document. Of reverse charge, the tax is what the buyer pays."""

    invoice_id = ma.fields.UUID(required=True)
    document = text()
    section = text()
    table = text()
    number = text()
    date = day()
    party = text(none=True)
    gstin = text(none=True)
    place_told_by = text()
    reverse_charge = ma.fields.Boolean(required=True)
    value = figure()
    rates = rows(RateSchema)


class ConsumersSchema(PlacedSchema):
    """Table 7 by place and rate."""

    inter_state = ma.fields.Boolean(required=True)
    gst_rate = figure()
    invoice_ids = ma.fields.List(ma.fields.UUID(), required=True)


class UntaxedSchema(Schema):
    """Table 8 by kind."""

    inter_state = ma.fields.Boolean(required=True)
    registered = ma.fields.Boolean(required=True)
    nil_rated = figure()
    exempt = figure()
    non_gst = figure()
    invoice_ids = ma.fields.List(ma.fields.UUID(), required=True)


class CodeSchema(TaxSchema):
    """Table 12 by code, unit and rate."""

    tab = text()
    hsn = text()
    description = text()
    uqc = text()
    quantity = figure()
    gst_rate = figure()
    taxable_value = figure()
    documents = ma.fields.Integer(required=True)


class GSTR1Schema(SpanSchema):
    """The draft. The lists of rows are left out of `format=summary`."""

    gstin = text(none=True)
    turnover_before = figure(allow_none=True)
    sections = rows(SectionSchema)
    table_12 = rows(TabSchema)
    documents_issued = rows(IssuedSchema)
    left_out = ma.fields.Integer(required=True)
    incomplete = ma.fields.Integer(required=True)
    place_of_supply_told_by = rows(BasisSchema)
    documents = ma.fields.List(ma.fields.Nested(ReportedSchema))
    b2cs = ma.fields.List(ma.fields.Nested(ConsumersSchema))
    nil_exempt = ma.fields.List(ma.fields.Nested(UntaxedSchema))
    hsn = ma.fields.List(ma.fields.Nested(CodeSchema))
    cannot_be_reported = ma.fields.List(ma.fields.Nested(LeftOutSchema))
    without_hsn = ma.fields.List(ma.fields.Nested(LeftOutSchema))
