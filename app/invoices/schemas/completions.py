"""What stands beside a draft: customers to choose from, what is usual for its goods, its tax by heads."""

import marshmallow as ma

from app.runtime.http.schema import Exact, Money, Schema


class CustomerChoiceSchema(Schema):
    """A customer of the books whom the sentence may mean."""

    id = ma.fields.UUID(required=True)
    name = ma.fields.String(required=True)
    phone = ma.fields.String(required=True, allow_none=True)


class UsualSchema(Schema):
    """What is usual for the line with the number `item`, from 0. Only what was not said; nothing of it is filled in."""

    item = ma.fields.Integer(required=True)
    name = ma.fields.String(required=True)
    product_id = ma.fields.UUID(required=True, allow_none=True)
    unit_price = Money(required=True, allow_none=True)
    unit = ma.fields.String(required=True, allow_none=True)
    tax_rate = Exact(attribute="gst_rate_percent", required=True, allow_none=True)
    hsn_code = ma.fields.String(required=True, allow_none=True)


class TaxBreakupSchema(Schema):
    """The tax by its heads. `head` and the amounts are null where a state is not known: `message` says which."""

    head = ma.fields.String(required=True, allow_none=True, metadata={"enum": ["cgst_sgst", "igst", None]})
    cgst = Money(required=True, allow_none=True)
    sgst = Money(required=True, allow_none=True)
    igst = Money(required=True, allow_none=True)
    local_tax = ma.fields.String(required=True, allow_none=True, metadata={"description": "SGST or UTGST."})
    place_of_supply = ma.fields.String(required=True, allow_none=True)
    laws = ma.fields.List(ma.fields.String(), required=True)
    message = ma.fields.String(required=True)
