"""Questions about a supply on the wire: `tax-type` and `tax-amount`."""

from decimal import Decimal
from typing import Any

import marshmallow as ma

from app.compliance.records.supplies import TaxAmountQuestion as TaxAmountAsked
from app.compliance.schemas.gst.fields import (
    MOST_RUPEES,
    Choice,
    IssuedOn,
    LawAnswer,
    Number,
    Percent,
    StateCode,
    Words,
    YesNo,
    optional,
)
from app.gst import gstin
from app.gst.arithmetic import PricedLine
from app.gst.levy import Payer, Supply
from app.gst.parties import Recipient, Registration, SupplyKind
from app.gst.place_of_supply import Deal
from app.gst.tax_head import TaxHead
from app.runtime.http.schema import Money, Schema

MOST_ITEMS = 1_000
LONGEST_GSTIN = 50


class TaxTypeQuestion(Schema):
    """A supply. Without `place_of_supply` it is worked out from what else is known."""

    supplier_state = StateCode(required=True)
    place_of_supply = StateCode(**optional())
    supplier_registration = Choice(Registration, required=True)
    recipient_category = Choice(Recipient, required=True)
    supply = Choice(SupplyKind, required=True)
    with_payment_of_tax = YesNo(**optional())
    reverse_charge = YesNo(**optional())
    supplier_gstin = Words(longest=LONGEST_GSTIN, **optional())
    recipient_gstin = Words(longest=LONGEST_GSTIN, **optional())
    recipient_state = StateCode(**optional())
    bill_to_state = StateCode(**optional())
    ship_to_state = StateCode(**optional())
    service = Words(**optional())
    is_service = YesNo(**optional())
    recipient_address_on_record_state = StateCode(**optional())
    recipient_address_on_invoice_state = StateCode(**optional())
    invoice_date = IssuedOn(**optional())

    @ma.post_load
    def _record(self, data: dict[str, Any], **_: Any) -> Supply:
        return Supply(
            deal=_deal(data),
            kind=SupplyKind(data["supply"]),
            is_with_payment=data["with_payment_of_tax"],
            is_reverse_charge=data["reverse_charge"],
            supplier_gstin=data["supplier_gstin"],
            recipient_gstin=data["recipient_gstin"],
        )


class TaxTypeAnswer(LawAnswer):
    """`tax_type` of a reverse-charge supply is the head that the recipient pays."""

    tax_type = ma.fields.Enum(TaxHead, by_value=True, required=True)
    inter_state = ma.fields.Boolean(required=True, allow_none=True)
    local_tax = ma.fields.String(required=True, allow_none=True, metadata={"description": "SGST or UTGST."})
    place_of_supply = ma.fields.String(required=True, allow_none=True)
    payable_by = ma.fields.Enum(Payer, by_value=True, required=True, allow_none=True)


class Item(Schema):
    """A line. `discount` is in rupees on the line."""

    quantity = Number(required=True, is_above=True)
    unit_price = Number(required=True)
    gst_rate = Percent(required=True)
    discount = Number(**optional())
    cess_rate = Number(highest=1_000, **optional())

    @ma.validates_schema(skip_on_field_errors=True)
    def _is_no_more_than_counts(self, data: dict[str, Any], **_: Any) -> None:
        if data["quantity"] * data["unit_price"] > MOST_RUPEES:
            raise ma.ValidationError(f"The line comes to more than {MOST_RUPEES:,} rupees.", "unit_price")

    @ma.post_load
    def _record(self, data: dict[str, Any], **_: Any) -> PricedLine:
        quantity, unit_price, rate = data["quantity"], data["unit_price"], data["gst_rate"]
        return PricedLine(quantity, unit_price, rate, data["discount"] or Decimal(0), data["cess_rate"] or Decimal(0))


class TaxAmountQuestion(Schema):
    """An invoice to be added up. Discount and freight on the whole are rupees, shared among the lines by value."""

    supplier_state = StateCode(required=True)
    place_of_supply = StateCode(required=True)
    items = ma.fields.List(
        ma.fields.Nested(Item),
        required=True,
        validate=ma.validate.Length(1, MOST_ITEMS, error=f"Between 1 and {MOST_ITEMS:,} lines are taken."),
    )
    prices_include_tax = YesNo(**optional())
    invoice_discount = Number(**optional())
    freight_taxed_with_goods = Number(**optional())
    zero_rated_without_tax = YesNo(**optional())
    recipient_category = Choice(Recipient, **optional())
    invoice_date = IssuedOn(**optional())

    @ma.post_load
    def _record(self, data: dict[str, Any], **_: Any) -> TaxAmountAsked:
        return TaxAmountAsked(
            supplier_state=data["supplier_state"],
            place_of_supply=data["place_of_supply"],
            lines=tuple(data["items"]),
            recipient=Recipient(data["recipient_category"] or Recipient.REGISTERED),
            includes_tax=bool(data["prices_include_tax"]),
            discount=data["invoice_discount"] or Decimal(0),
            freight=data["freight_taxed_with_goods"] or Decimal(0),
            is_zero_rated_without_tax=bool(data["zero_rated_without_tax"]),
            issued_on=data["invoice_date"],
        )


class TaxAmountAnswer(LawAnswer):
    """Rupees. Each head is rounded to the paisa on each line; `sgst` stands for UTGST too."""

    taxable_value = Money(required=True, metadata={"type": "number"})
    cgst = Money(required=True, metadata={"type": "number"})
    sgst = Money(required=True, metadata={"type": "number"})
    igst = Money(required=True, metadata={"type": "number"})
    cess = Money(required=True, metadata={"type": "number"})
    total = Money(required=True, metadata={"type": "number"})


def _deal(data: dict[str, Any]) -> Deal:
    return Deal(
        supplier_state=data["supplier_state"],
        recipient=Recipient(data["recipient_category"]),
        supplier=Registration(data["supplier_registration"]),
        stated_place=data["place_of_supply"],
        is_service=data["is_service"],
        service=data["service"] or "",
        recipient_state=data["recipient_state"] or _state_of(data["recipient_gstin"]),
        bill_to_state=data["bill_to_state"],
        ship_to_state=data["ship_to_state"],
        address_on_record=data["recipient_address_on_record_state"],
        address_on_invoice=data["recipient_address_on_invoice_state"],
        issued_on=data["invoice_date"],
    )


def _state_of(number: str | None) -> str | None:
    found = gstin.read(number)
    return found.state_code if found.is_valid else None
