"""What an owner says of the business, on the wire."""

from decimal import Decimal

import marshmallow as ma

from app.insights.records.preferences import GSTFiling
from app.runtime.http.schema import Money, Schema

LARGEST = Decimal(10**12)


def _amount(words: str) -> Money:
    """Rupees that the table takes, a lakh crore at most."""
    within = ma.validate.Range(-LARGEST, LARGEST, error="This amount is too large.")
    return Money(allow_none=True, validate=within, metadata={"description": words})


class PreferencesSchema(Schema):
    """What was said; null where nothing was."""

    cash_floor = _amount("Rupees under which the money should not fall.")
    balance = _amount("Cash and bank together, in rupees, at the end of `balance_on`.")
    balance_on = ma.fields.Date(allow_none=True)
    gst_filing = ma.fields.Enum(GSTFiling, by_value=True, allow_none=True)
    deducts_tds = ma.fields.Boolean(allow_none=True, metadata={"description": "Tax is deducted from what is paid out."})
    pays_advance_tax = ma.fields.Boolean(allow_none=True, metadata={"description": "Income tax is paid in advance."})


class PreferencesRequest(PreferencesSchema):
    """What is said anew. Null takes back what was said; what is left out stays."""
