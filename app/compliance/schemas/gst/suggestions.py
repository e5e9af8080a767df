"""The question for a code on the wire: `hsn/suggest`."""

from typing import Any

import marshmallow as ma

from app.compliance.records.suggestions import MOST, SuggestionQuestion
from app.compliance.schemas.gst.fields import LawAnswer, Number, Percent, Words, optional
from app.runtime.http.schema import Schema

LONGEST_DESCRIPTION = 1_000
NOTHING_SAID = "Please say what the item is."


class SuggestQuestion(Schema):
    """An item as the shop calls it, in English, Hinglish or Hindi."""

    description = Words(longest=LONGEST_DESCRIPTION, required=True, metadata={"example": "PVC pipe 4 inch"})
    unit_price = Number(metadata={"description": "Rupees a piece or pair, without tax."}, **optional())

    @ma.validates("description")
    def _says_something(self, description: str, **_: Any) -> None:
        if not description.strip():
            raise ma.ValidationError(NOTHING_SAID)

    @ma.post_load
    def _record(self, data: dict[str, Any], **_: Any) -> SuggestionQuestion:
        return SuggestionQuestion(data["description"], data["unit_price"])


class SuggestedCode(Schema):
    """A code of 4 to 8 digits. No rate: not known."""

    code = ma.fields.String(required=True)
    description = ma.fields.String(required=True)
    confidence = ma.fields.Float(required=True, metadata={"minimum": 0, "maximum": 1})
    gst_rates = ma.fields.List(Percent(), required=True)


class SuggestAnswer(LawAnswer):
    """At most five codes, best first; none where the words tell nothing. Look at each before it goes on an invoice."""

    suggestions = ma.fields.List(ma.fields.Nested(SuggestedCode), required=True, metadata={"maxItems": MOST})
    model = ma.fields.String(required=True, metadata={"description": "The version that judged."})
