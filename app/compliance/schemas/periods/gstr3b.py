"""The draft of GSTR-3B on the wire. It is sent as it was stored: these classes document it, tests hold it."""

import marshmallow as ma

from app.compliance.schemas.periods.shared import LeftOutSchema, SpanSchema, TaxSchema, day, figure, rows, text
from app.runtime.http.schema import Schema


class CellSchema(TaxSchema):
    """One line of a table. `known` false: the books cannot tell what belongs in it."""

    cell = text()
    name = text()
    known = ma.fields.Boolean(required=True)
    note = text(none=True)
    taxable_value = figure()
    invoice_ids = ma.fields.List(ma.fields.UUID(), required=True)


class PlacedCellSchema(CellSchema):
    """One line of table 3.2."""

    place_of_supply = text(none=True)
    place_name = text(none=True)


class NotClaimedSchema(Schema):
    """Tax on bills that gives no credit as the books stand."""

    reason = text()
    plain_language_explanation = text()
    tax = figure()
    invoice_ids = ma.fields.List(ma.fields.UUID(), required=True)


class UseSchema(Schema):
    """Credit of one head that pays tax of another."""

    credit = text()
    against = text()
    amount = figure()
    law = text()


class PaymentSchema(Schema):
    """Table 6.1."""

    tax = ma.fields.Nested(TaxSchema, required=True)
    credit = ma.fields.Nested(TaxSchema, required=True)
    set_off = rows(UseSchema)
    reverse_charge = ma.fields.Nested(TaxSchema, required=True)
    in_cash = ma.fields.Nested(TaxSchema, required=True)
    credit_left = ma.fields.Nested(TaxSchema, required=True)
    rule_86b_may_apply = ma.fields.Boolean(required=True)


class LateSchema(Schema):
    """What filing today costs; the fee is null where it hangs on a turnover that is not known."""

    due_date = day()
    days_late = ma.fields.Integer(required=True)
    interest = figure()
    late_fee_total = figure(allow_none=True)
    law = text()


class GSTR3BSchema(SpanSchema):
    """The draft."""

    gstin = text(none=True)
    turnover_before = figure(allow_none=True)
    payment = ma.fields.Nested(PaymentSchema, required=True)
    late = ma.fields.Nested(LateSchema, required=True, allow_none=True)
    left_out = ma.fields.Integer(required=True)
    table_3_1 = rows(CellSchema)
    table_3_2 = rows(PlacedCellSchema)
    table_4 = rows(CellSchema)
    table_5 = rows(CellSchema)
    not_claimed = rows(NotClaimedSchema)
    cannot_be_reported = rows(LeftOutSchema)
