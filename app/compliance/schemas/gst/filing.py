"""Questions about returns on the wire: `gstr1-section` and `interest-late-fee`."""

from typing import Any

import marshmallow as ma

from app.compliance.records.filing import LatenessQuestion as LatenessAsked
from app.compliance.schemas.gst.fields import (
    Choice,
    Day,
    IssuedOn,
    LawAnswer,
    Number,
    StateCode,
    Words,
    YesNo,
    optional,
)
from app.gst import gstin, states
from app.gst.parties import Document, Recipient, SupplyKind
from app.gst.returns.sections import Name, Supply
from app.runtime.http.schema import Money, Schema

RETURNS = ("GSTR-1", "IFF", "GSTR-3B", "PMT-06", "CMP-08", "GSTR-4", "GSTR-5", "GSTR-6", "GSTR-7", "GSTR-8", "GSTR-9")
MOST_DAYS = 36_500
NO_STATE = "This does not begin with the code of a state."
NOTHING_ASKED = "Please give the tax that was paid late, or the return that was filed late."
NO_DAYS = "Please give the days: either days_late, or due_date and paid_on."


class SectionQuestion(Schema):
    """A document. Values are rupees with tax; `original_invoice_value` is that of a note's invoice."""

    supplier_gstin = Words(required=True, longest=50)
    document_type = Choice(Document, required=True)
    date = IssuedOn(required=True)
    recipient_gstin = Words(longest=50, **optional())
    recipient_category = Choice(Recipient, required=True)
    place_of_supply = StateCode(required=True)
    invoice_value = Number(required=True)
    supply = Choice(SupplyKind, required=True)
    reverse_charge = YesNo(**optional())
    with_payment_of_tax = YesNo(**optional())
    original_invoice_value = Number(**optional())

    @ma.validates("supplier_gstin")
    def _begins_with_a_state(self, value: str, **_: Any) -> None:
        if not states.can_register(gstin.normalised(value)[:2]):
            raise ma.ValidationError(NO_STATE)

    @ma.post_load
    def _record(self, data: dict[str, Any], **_: Any) -> Supply:
        return Supply(
            document=Document(data["document_type"]),
            issued_on=data["date"],
            supplier_state=gstin.normalised(data["supplier_gstin"])[:2],
            recipient_category=Recipient(data["recipient_category"]),
            place_of_supply=data["place_of_supply"],
            invoice_value=data["invoice_value"],
            supply=SupplyKind(data["supply"]),
            is_reverse_charge=bool(data["reverse_charge"]),
            with_payment=data["with_payment_of_tax"],
            original_value=data["original_invoice_value"],
        )


class SectionAnswer(LawAnswer):
    """The section of GSTR-1, and the table as the form numbers it."""

    section = ma.fields.Enum(Name, by_value=True, required=True)
    table = ma.fields.String(required=True)


class LatenessQuestion(Schema):
    """Tax paid late (`tax_paid_in_cash`, `due_date`, `paid_on`), or a return filed late (`return`, `days_late` ...)."""

    tax_paid_in_cash = Number(**optional())
    due_date = Day(**optional())
    paid_on = Day(**optional())
    return_form = Choice(RETURNS, data_key="return", **optional())
    days_late = ma.fields.Integer(
        strict=True,
        validate=ma.validate.Range(0, MOST_DAYS, error=f"This must be from 0 to {MOST_DAYS:,} days."),
        **optional(),
    )
    nil_return = YesNo(**optional())
    aato = Number(metadata={"description": "Turnover of the year before, in rupees."}, **optional())

    @ma.validates_schema
    def _asks_something(self, data: dict[str, Any], **_: Any) -> None:
        if data["tax_paid_in_cash"] is None and data["return_form"] is None:
            raise ma.ValidationError(NOTHING_ASKED, "tax_paid_in_cash")
        if data["days_late"] is None and (data["due_date"] is None or data["paid_on"] is None):
            raise ma.ValidationError(NO_DAYS, "days_late")

    @ma.post_load
    def _record(self, data: dict[str, Any], **_: Any) -> LatenessAsked:
        return LatenessAsked(
            tax_paid_in_cash=data["tax_paid_in_cash"],
            due_on=data["due_date"],
            paid_on=data["paid_on"],
            return_form=data["return_form"],
            days_late=data["days_late"],
            is_nil=bool(data["nil_return"]),
            turnover=data["aato"],
        )


class LatenessAnswer(LawAnswer):
    """Rupees; null for what was not asked."""

    days_late = ma.fields.Integer(required=True)
    interest = Money(required=True, allow_none=True, metadata={"type": "number"})
    late_fee_total = Money(required=True, allow_none=True, metadata={"type": "number"})
