"""Questions about numbers on the wire: `gstin` and `invoice-number`."""

from typing import Any

import marshmallow as ma

from app.compliance.records.numbers import Checked
from app.compliance.records.numbers import GSTINQuestion as GSTINAsked
from app.compliance.records.numbers import InvoiceNumberQuestion as InvoiceNumberAsked
from app.compliance.schemas.gst.fields import Day, IssuedOn, LawAnswer, Words, YesNo, optional
from app.gst import gstin, invoice_number
from app.gst.registration import Status
from app.runtime.http.schema import Schema

MOST_EXISTING = 10_000


class GSTINQuestion(Schema):
    """A number in any case, with blanks or not. `live`: look it up in the register of taxpayers as well."""

    gstin = Words(**optional())
    live = YesNo(load_default=False, attribute="is_live")

    @ma.post_load
    def _record(self, data: dict[str, Any], **_: Any) -> GSTINAsked:
        return GSTINAsked(**data)


class RegistrationSchema(Schema):
    """An entry of the register, as its provider told it: for information, and never proof."""

    gstin = ma.fields.String(required=True)
    status = ma.fields.Enum(Status, by_value=True, required=True)
    legal_name = ma.fields.String(required=True, allow_none=True)
    trade_name = ma.fields.String(required=True, allow_none=True)
    registered_on = ma.fields.Date(required=True, allow_none=True)
    cancelled_on = ma.fields.Date(required=True, allow_none=True)


class GSTINAnswer(LawAnswer):
    """`valid` judges the number itself; that somebody holds it, only the register knows: see `checked`."""

    valid = ma.fields.Boolean(required=True)
    normalized = ma.fields.String(required=True)
    state_code = ma.fields.String(required=True, allow_none=True)
    pan = ma.fields.String(required=True, allow_none=True)
    registration_kind = ma.fields.Enum(gstin.Kind, by_value=True, required=True, allow_none=True)
    reason = ma.fields.Enum(gstin.Reason, by_value=True, required=True, allow_none=True)
    checked = ma.fields.Enum(Checked, by_value=True, required=True)
    note = ma.fields.String(required=True, metadata={"description": "How far it was checked, in a sentence."})
    registration = ma.fields.Nested(RegistrationSchema, required=True, allow_none=True)


class UsedNumber(Schema):
    """A number that an invoice bears already."""

    number = Words(required=True)
    date = Day(**optional())

    @ma.post_load
    def _record(self, data: dict[str, Any], **_: Any) -> invoice_number.Used:
        return invoice_number.Used(data["number"], data["date"])


class InvoiceNumberQuestion(Schema):
    """A number, the day of its invoice, and the numbers that exist."""

    number = Words(**optional())
    date = IssuedOn(**optional())
    existing = ma.fields.List(
        ma.fields.Nested(UsedNumber),
        validate=ma.validate.Length(max=MOST_EXISTING, error=f"At most {MOST_EXISTING:,} numbers are taken."),
        **optional(),
    )

    @ma.post_load
    def _record(self, data: dict[str, Any], **_: Any) -> InvoiceNumberAsked:
        return InvoiceNumberAsked(data["number"], data["date"], tuple(data["existing"] or ()))


class InvoiceNumberAnswer(LawAnswer):
    """Without a date a number counts as used whatever the year."""

    valid = ma.fields.Boolean(required=True)
    e_invoice_ok = ma.fields.Boolean(required=True)
    reason = ma.fields.Enum(invoice_number.Reason, by_value=True, required=True, allow_none=True)
