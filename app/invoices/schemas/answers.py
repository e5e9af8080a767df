"""Drafts on the wire, under the names that the app's invoice form reads; what was not said is left out, never null."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import marshmallow as ma

from app.invoices.records import MAX_TEXT_LENGTH, Draft, Generation, Reading, Said, SaidItem
from app.invoices.rules.sentences import assemble, sureness
from app.invoices.schemas.completions import CustomerChoiceSchema, TaxBreakupSchema, UsualSchema
from app.runtime.http.schema import Money, Schema, Text

LONGEST_READ = 1_000_000
"""Characters that are taken in at all, to be told that a text is too long."""

SPANS = "By the path of a value: `start`, `end` and `text` in the sentence as sent, and `confidence`, 0..1."

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)


class GenerateRequest(Schema):
    """A sentence, and whose invoice it is. `reference_date` is the day it counts from; today when absent.

    `save`: a whole draft is also written into the books as a draft invoice, once however often the request comes.
    """

    raw_input = Text(required=True, shortest=1, longest=LONGEST_READ, metadata={"maxLength": MAX_TEXT_LENGTH})
    business_id = ma.fields.UUID(required=True)
    reference_date = ma.fields.Date(load_default=None, allow_none=True, validate=ma.validate.Range(EARLIEST, LATEST))
    save = ma.fields.Boolean(load_default=False, truthy={True}, falsy={False})


class ParseRequest(Schema):
    """The text of a bill, as a photo or PDF gave it."""

    text = Text(required=True, shortest=1, longest=LONGEST_READ, metadata={"maxLength": MAX_TEXT_LENGTH})
    business_id = ma.fields.UUID(required=True)


class ExtractRequest(Schema):
    """A JPEG, PNG or WebP as base64, with or without a `data:` prefix."""

    image = ma.fields.String(required=True, validate=ma.validate.Length(min=1))
    format = ma.fields.String(load_default="base64", validate=ma.validate.OneOf(["base64"]))


class LineSchema(Schema):
    """One line of the form."""

    description = ma.fields.String(required=True)
    quantity = ma.fields.Float(required=True)
    unit_price = Money(required=True)
    total_price = Money(required=True)
    unit = ma.fields.String(required=True, allow_none=True)
    tax_rate = ma.fields.Float(attribute="gst_rate_percent", required=True, allow_none=True)


class DraftSchema(Schema):
    """The app's invoice form: every amount is a number, `subtotal - discount_amount + tax_amount = total_amount`."""

    invoice_number = ma.fields.String(required=True, allow_none=True)
    customer_name = ma.fields.String(required=True, metadata={"description": "Empty when nobody was named."})
    customer_id = ma.fields.UUID(required=True, allow_none=True)
    customer_email = ma.fields.String(required=True, allow_none=True)
    customer_phone = ma.fields.String(required=True, allow_none=True)
    date = ma.fields.Date(attribute="issued_on", required=True)
    due_date = ma.fields.Date(attribute="due_on", required=True)
    items = ma.fields.List(ma.fields.Nested(LineSchema), required=True)
    subtotal = Money(required=True)
    tax_rate = ma.fields.Float(attribute="tax_rate_percent", required=True)
    tax_amount = Money(required=True)
    discount_amount = Money(required=True)
    total_amount = Money(required=True)
    notes = ma.fields.String(required=True, allow_none=True)


class GenerationSchema(Schema):
    """What became of a sentence. Without a draft `success` is false and `errors` say what is missing."""

    success = ma.fields.Function(lambda answer: answer.draft is not None, required=True, metadata={"type": "boolean"})
    status = ma.fields.Function(lambda answer: answer.status.value, required=True, metadata={"type": "string"})
    message = ma.fields.String(required=True)
    question = ma.fields.String(
        required=True, allow_none=True, metadata={"description": "One thing to ask; null where nothing is open."}
    )
    invoice_id = ma.fields.UUID(
        required=True, allow_none=True, metadata={"description": "The draft invoice in the books, with `save`."}
    )
    invoice_data = ma.fields.Nested(DraftSchema, attribute="draft", required=True, allow_none=True)
    extracted_entities = ma.fields.Method("_entities", required=True, metadata={"type": "object"})
    entity_spans = ma.fields.Method("_spans", required=True, metadata={"type": "object", "description": SPANS})
    confidence_score = ma.fields.Float(attribute="confidence", required=True)
    model_version = ma.fields.String(
        required=True, metadata={"description": "The rules, and the tagger's version where it took part."}
    )
    answer_id = ma.fields.UUID(
        required=True, metadata={"description": "Names this answer in feedback (`entity_id`) and in a correction."}
    )
    candidates = ma.fields.List(ma.fields.Nested(CustomerChoiceSchema), required=True)
    suggested = ma.fields.List(ma.fields.Nested(UsualSchema), required=True)
    tax_breakup = ma.fields.Nested(TaxBreakupSchema, required=True, allow_none=True)
    errors = ma.fields.List(ma.fields.String(), required=True)
    suggestions = ma.fields.List(ma.fields.String(), required=True)

    def _entities(self, answer: Generation) -> dict[str, Any]:
        return entities(answer.said, answer.draft)

    def _spans(self, answer: Generation) -> dict[str, Any]:
        return spans(answer.said)


class ReadingSchema(Schema):
    """What the text of a bill says: the form where it lacks nothing, and everything found beside it."""

    success = ma.fields.Function(lambda answer: answer.draft is not None, required=True, metadata={"type": "boolean"})
    invoice_data = ma.fields.Method("_data", required=True, metadata={"type": "object"})
    extracted_entities = ma.fields.Method("_found", required=True, metadata={"type": "object"})
    confidence_score = ma.fields.Float(attribute="confidence", required=True)
    errors = ma.fields.List(ma.fields.String(), required=True)
    suggestions = ma.fields.List(ma.fields.String(), required=True)

    def _data(self, answer: Reading) -> dict[str, Any]:
        """The form and all that was found, or nothing: half a form would break the app's."""
        return {} if answer.draft is None else {**self._found(answer), **_dumped(answer.draft)}

    def _found(self, answer: Reading) -> dict[str, Any]:
        found = {name: _plain(value) for name, value in {**answer.fields.found, **answer.fields.amounts}.items()}
        return found | {"items": [LineSchema().dump(line) for line in answer.fields.lines]}


class ImageTextSchema(Schema):
    """The text of a picture."""

    text = ma.fields.String(required=True)
    confidence = ma.fields.Float(required=True)
    pages = ma.fields.Integer(required=True)


def entities(said: Said, draft: Draft | None) -> dict[str, Any]:
    """What was said, under the names of the extracted entities; what was not said has no key."""
    found: dict[str, Any] = {
        "customer_name": said.customer_name,
        "items": [_said_item(item) for item in said.items] or None,
        "gst_rate": _number(said.gst_rate_percent),
        "tax_inclusive": said.is_tax_inclusive or None,
        "discount": said.discount and {"type": said.discount.kind, "value": _number(said.discount.value)},
        "payment_mode": said.payment_mode,
        "due_in_days": said.due_in_days,
        "due_date": said.due_on and said.due_on.isoformat(),
        "invoice_date": said.issued_on and said.issued_on.isoformat(),
        "invoice_number": said.invoice_number,
        "customer_phone": said.phone,
        "paid_in_advance": _number(said.paid_in_advance),
        "total": draft and _number(draft.total_amount),
    }
    return {name: value for name, value in found.items() if value is not None}


def spans(said: Said) -> dict[str, Any]:
    """Where each value stands in the sentence as it was sent, and how sure it is; what follows from others has none."""
    return {
        place.path: {
            "start": place.start,
            "end": place.end,
            "text": place.text,
            "confidence": sureness.of(place.path, said),
        }
        for place in said.places
    }


def _said_item(item: SaidItem) -> dict[str, Any]:
    found = {
        "description": item.description or None,
        "quantity": _number(item.quantity),
        "unit": item.unit,
        "unit_price": _number(assemble.unit_price(item)),
        "gst_rate": _number(item.gst_rate_percent),
    }
    return {name: value for name, value in found.items() if value is not None}


def _dumped(draft: Draft) -> Mapping[str, Any]:
    dumped: Mapping[str, Any] = DraftSchema().dump(draft)
    return dumped


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return _number(value)
    return value.isoformat() if isinstance(value, date) else value


def _number(value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
