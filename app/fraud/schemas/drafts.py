"""The check of a draft on the wire. Its fields are those of the app's tables: the app sends what it would save."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import marshmallow as ma

from app.books.records import Direction, DocumentStatus
from app.fraud.records.checks import Question, Verdict
from app.fraud.schemas.alerts import FraudAlertSchema
from app.runtime.http.schema import Exact, Money, Schema, Text
from app.values import money

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2150, 12, 31)
MOST_ITEMS = 500
MOST_PIECES = 10**9
MODES = ("cash", "upi", "bank_transfer", "cheque", "card", "online", "other")


def _day(**options: Any) -> ma.fields.Date:
    """A day that the app's tables and every calendar can hold."""
    within = ma.validate.Range(FIRST_DAY, LAST_DAY, error="This day is not of our time.")
    return ma.fields.Date(validate=within, **options)


def _amount(**options: Any) -> Money:
    """Rupees that the app's tables can hold."""
    within = ma.validate.Range(-money.LARGEST, money.LARGEST, error="This amount is too large.")
    return Money(validate=within, **options)


class DraftItemSchema(Schema):
    """One line, as in `invoice_items`."""

    name = Text(longest=500, required=True)
    quantity = Exact(
        load_default=None,
        allow_none=True,
        validate=ma.validate.Range(-MOST_PIECES, MOST_PIECES, error="This quantity is too large."),
    )
    unit_price = _amount(required=True)
    tax_rate = Exact(load_default=None, allow_none=True, validate=ma.validate.Range(0, 100))
    total_amount = _amount(load_default=None, allow_none=True)
    unit = Text(longest=50, load_default=None, allow_none=True)
    hsn_code = Text(longest=20, load_default=None, allow_none=True)


class DraftInvoiceSchema(Schema):
    """An invoice or a supplier's bill, as in `invoices`. With the `id` of a stored one it is an edit of it."""

    id = ma.fields.UUID(load_default=None, allow_none=True)
    invoice_type = ma.fields.String(required=True, validate=ma.validate.OneOf(("customer", "supplier")))
    customer_id = ma.fields.UUID(load_default=None, allow_none=True)
    supplier_id = ma.fields.UUID(load_default=None, allow_none=True)
    invoice_number = Text(longest=200, load_default="")
    invoice_date = _day(required=True)
    due_date = _day(load_default=None, allow_none=True)
    subtotal = _amount(load_default=None, allow_none=True)
    tax_amount = _amount(load_default=None, allow_none=True)
    discount_amount = _amount(load_default=None, allow_none=True)
    total_amount = _amount(required=True)
    paid_amount = _amount(load_default=None, allow_none=True)
    status = ma.fields.Enum(DocumentStatus, by_value=True, load_default=DocumentStatus.SENT)
    notes = Text(longest=4000, load_default=None, allow_none=True)
    reference = Text(longest=200, load_default=None, allow_none=True, metadata={"description": "Order or challan."})
    items = ma.fields.List(
        ma.fields.Nested(DraftItemSchema),
        load_default=list,
        validate=ma.validate.Length(max=MOST_ITEMS, error=f"At most {MOST_ITEMS} lines are taken."),
    )


class DraftPaymentSchema(Schema):
    """Money that moved, as in `payments`. With the `id` of a stored one it is an edit of it."""

    id = ma.fields.UUID(load_default=None, allow_none=True)
    invoice_id = ma.fields.UUID(load_default=None, allow_none=True)
    customer_id = ma.fields.UUID(load_default=None, allow_none=True)
    supplier_id = ma.fields.UUID(load_default=None, allow_none=True)
    direction = ma.fields.Enum(Direction, by_value=True, load_default=None, allow_none=True)
    amount = _amount(required=True)
    payment_mode = ma.fields.String(required=True, validate=ma.validate.OneOf(MODES))
    payment_date = _day(required=True)
    reference = Text(longest=200, load_default=None, allow_none=True)
    notes = Text(longest=4000, load_default=None, allow_none=True)
    paid_to_account = Text(
        longest=50, load_default=None, allow_none=True, metadata={"description": "The account the money went to."}
    )

    @ma.validates("amount")
    def refuse_nothing(self, value: Any, data_key: str) -> None:
        """Money that did not move is no payment."""
        if value <= 0:
            raise ma.ValidationError("A payment is more than zero.")


class DraftCheckRequest(Schema):
    """A draft of a business: an invoice or bill, or a payment."""

    business_id = ma.fields.UUID(required=True)
    invoice = ma.fields.Nested(DraftInvoiceSchema, load_default=None, allow_none=True)
    payment = ma.fields.Nested(DraftPaymentSchema, load_default=None, allow_none=True)

    @ma.validates_schema
    def take_one(self, data: Mapping[str, Any], **_: Any) -> None:
        """Exactly one draft."""
        if (data.get("invoice") is None) == (data.get("payment") is None):
            raise ma.ValidationError("Send one entry: an invoice or a payment.", "invoice")

    @ma.post_load
    def as_question(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The draft with the name of its table."""
        table = "invoices" if data["invoice"] is not None else "payments"
        fields = data["invoice"] if data["invoice"] is not None else data["payment"]
        return {"business_id": data["business_id"], "question": Question(table, fields)}


class DraftCheckSchema(Schema):
    """What speaks against saving the draft; evidence names stored entries, and the draft by its own id if sent."""

    business_id = ma.fields.UUID(required=True)
    verdict = ma.fields.Enum(
        Verdict,
        by_value=True,
        required=True,
        metadata={"description": "ask_first: confidence of 0.8 or more, look: 0.7 or more, clear: nothing to show."},
    )
    alerts = ma.fields.List(ma.fields.Nested(FraudAlertSchema), required=True)
    check_metadata = ma.fields.Dict(required=True, attribute="metadata")
    took_ms = ma.fields.Float(required=True)
