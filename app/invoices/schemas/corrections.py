"""A correction on the wire: the entities of an answer as they should be, under the same names."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import marshmallow as ma

from app.invoices.records import MAX_TEXT_LENGTH, Correction, Discount, Right, RightItem
from app.runtime.http.schema import Schema, Text

LARGEST = 10**12
MOST_ITEMS = 200
MODES = ("cash", "upi", "card", "bank_transfer", "cheque", "credit")
NAMES_SOMETHING: Mapping[str, Any] = {
    "anyOf": [
        {"type": "object", "required": ["customer_name"], "properties": {"customer_name": {"type": "string"}}},
        {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "minItems": 1}}},
    ]
}
"""A customer or goods: the service refuses a correction that names neither (`NothingCorrected`)."""


class Number(ma.fields.Field[Decimal]):
    """A number of at most `LARGEST` either way; `Decimal` here."""

    default_error_messages = {"invalid": "This must be a number."}  # noqa: RUF012 - marshmallow's own form

    def __init__(self, *, is_needed: bool = False) -> None:
        default = ma.missing if is_needed else None
        told = {"type": "number", "minimum": -LARGEST, "maximum": LARGEST}
        super().__init__(required=is_needed, load_default=default, allow_none=not is_needed, metadata=told)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.make_error("invalid")
        number = Decimal(str(value))
        if not number.is_finite() or abs(number) > LARGEST:
            raise self.make_error("invalid")
        return number


class RightDiscount(Schema):
    """What is taken off."""

    kind = ma.fields.String(required=True, data_key="type", validate=ma.validate.OneOf(["percent", "amount"]))
    value = Number(is_needed=True)


class RightItemSchema(Schema):
    """One line as it should be."""

    description = Text(required=True, shortest=1, longest=500)
    quantity = Number()
    unit = Text(load_default=None, allow_none=True, longest=50)
    unit_price = Number()
    gst_rate = Number()


class RightEntities(Schema):
    """The parts as they should be; what was not said is left out."""

    customer_name = Text(load_default=None, allow_none=True, shortest=1, longest=500)
    items = ma.fields.List(
        ma.fields.Nested(RightItemSchema), load_default=list, validate=ma.validate.Length(max=MOST_ITEMS)
    )
    gst_rate = Number()
    tax_inclusive = ma.fields.Boolean(load_default=None, allow_none=True)
    discount = ma.fields.Nested(RightDiscount, load_default=None, allow_none=True)
    payment_mode = ma.fields.String(load_default=None, allow_none=True, validate=ma.validate.OneOf(MODES))
    due_in_days = ma.fields.Integer(
        load_default=None, allow_none=True, strict=True, validate=ma.validate.Range(min=0, max=3650)
    )
    due_date = ma.fields.Date(load_default=None, allow_none=True)
    invoice_date = ma.fields.Date(load_default=None, allow_none=True)
    invoice_number = Text(load_default=None, allow_none=True, longest=100)
    customer_phone = Text(load_default=None, allow_none=True, longest=50)
    paid_in_advance = Number()
    total = Number()


class CorrectionRequest(Schema):
    """What the app sends; the id is its own, and the same when it repeats the call."""

    id = ma.fields.UUID(required=True)
    business_id = ma.fields.UUID(required=True)
    answer_id = ma.fields.UUID(load_default=None, allow_none=True)
    raw_input = Text(required=True, shortest=1, longest=MAX_TEXT_LENGTH)
    entities = ma.fields.Nested(RightEntities, required=True, metadata=NAMES_SOMETHING)

    @ma.post_load
    def _record(self, data: dict[str, Any], **_: Any) -> Correction:
        said = data.pop("entities")
        return Correction(entities=_plain(said), right=_right(said), **data)


class KeptCorrection(Schema):
    """What is kept under the id, and whether every part was found in the sentence."""

    id = ma.fields.UUID(required=True)
    answer_id = ma.fields.UUID(required=True, allow_none=True)
    raw_input = ma.fields.String(required=True)
    entities = ma.fields.Dict(required=True)
    spans = ma.fields.List(ma.fields.List(ma.fields.Raw()), required=True)
    is_aligned = ma.fields.Boolean(required=True)
    status = ma.fields.Constant("recorded")


def _right(said: Mapping[str, Any]) -> Right:
    names = ("customer_name", "gst_rate", "payment_mode", "due_in_days", "due_date", "invoice_date", "total")
    return Right(
        items=tuple(RightItem(**item) for item in said["items"]),
        discount=Discount(**said["discount"]) if said["discount"] else None,
        **{name: said[name] for name in names},
    )


def _plain(said: Any) -> Any:
    """What was said as JSON holds it, without what was left out."""
    if isinstance(said, Mapping):
        return {name: _plain(value) for name, value in said.items() if value not in (None, [])}
    if isinstance(said, list):
        return [_plain(value) for value in said]
    if isinstance(said, Decimal):
        return int(said) if said == said.to_integral_value() else float(said)
    return said.isoformat() if hasattr(said, "isoformat") else said
