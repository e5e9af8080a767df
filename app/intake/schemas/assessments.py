"""What a document is to the books, as it is answered: the form under the names of the app's tables, sentences beside.

It is kept in this form: later the names in the books may be others.
"""

from typing import Any

import marshmallow as ma

from app.intake import wording
from app.intake.records import Assessment, Draft, Duplicate
from app.runtime.http.schema import Exact, Money, Schema


class BillItemSchema(Schema):
    """One line, under the names of `invoice_items`."""

    name = ma.fields.String(required=True)
    quantity = Exact(required=True, allow_none=True)
    unit = ma.fields.String(required=True, allow_none=True)
    unit_price = Exact(required=True, allow_none=True)
    tax_rate = Exact(required=True, allow_none=True)
    total_amount = Money(required=True, allow_none=True)
    hsn_code = ma.fields.String(required=True, allow_none=True)


class PartyChoiceSchema(Schema):
    """One of the parties between which the owner chooses."""

    id = ma.fields.UUID(required=True)
    name = ma.fields.String(required=True)


class BillDraftSchema(Schema):
    """The app's form, under the names of its table `invoices`. What the document does not tell is null, never guessed.

    `missing` names what the form needs beside that.
    """

    invoice_type = ma.fields.String(required=True, allow_none=True, metadata={"enum": ["supplier", "customer", None]})
    supplier_id = ma.fields.UUID(required=True, allow_none=True)
    customer_id = ma.fields.UUID(required=True, allow_none=True)
    party_name = ma.fields.String(required=True, allow_none=True)
    party_gstin = ma.fields.String(required=True, allow_none=True)
    candidates = ma.fields.List(ma.fields.Nested(PartyChoiceSchema), required=True)
    invoice_number = ma.fields.String(required=True, allow_none=True)
    invoice_date = ma.fields.Date(required=True, allow_none=True)
    due_date = ma.fields.Date(required=True, allow_none=True)
    subtotal = Money(required=True, allow_none=True)
    tax_amount = Money(required=True, allow_none=True)
    discount_amount = Money(required=True, allow_none=True)
    total_amount = Money(required=True, allow_none=True)
    items = ma.fields.List(ma.fields.Nested(BillItemSchema), required=True)
    missing = ma.fields.List(ma.fields.String(), required=True)


class LikelySameSchema(Schema):
    """A bill or invoice in the books (`document`), or a file sent before (`extraction`), that may be this one."""

    id = ma.fields.UUID(required=True)
    number = ma.fields.String(required=True)
    kind = ma.fields.String(required=True, metadata={"enum": ["document", "extraction"]})
    why = ma.fields.String(required=True)


def dumped(assessment: Assessment) -> dict[str, Any]:
    """The assessment as JSON's own types."""
    return {
        "direction": assessment.standing.side.value,
        "direction_by": assessment.standing.by,
        "draft": BillDraftSchema().dump(_form(assessment.draft)),
        "fraud": dict(assessment.fraud),
        "duplicates": LikelySameSchema(many=True).dump([_in_words(one) for one in assessment.duplicates]),
    }


def _form(draft: Draft) -> dict[str, Any]:
    names = [name for name in BillDraftSchema().fields if hasattr(draft, name)]
    return {name: getattr(draft, name) for name in names} | {
        "supplier_id": draft.party_id if draft.invoice_type == "supplier" else None,
        "customer_id": draft.party_id if draft.invoice_type == "customer" else None,
        "candidates": [{"id": id, "name": name} for id, name in draft.candidates],
    }


def _in_words(found: Duplicate) -> dict[str, Any]:
    why = wording.ALIKE.get(found.why, found.why)
    return {"id": found.id, "number": found.number, "kind": found.kind, "why": why}
