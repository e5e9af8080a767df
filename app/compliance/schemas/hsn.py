"""The search for codes on the wire."""

import marshmallow as ma

from app.compliance.records.hsn import Origin
from app.compliance.service.hsn.search import LONGEST_QUERY
from app.runtime.http.schema import Schema, Text

MOST_FOUND = 50


class SearchQuery(Schema):
    """Words, or the beginning of a code."""

    q = Text(required=True, longest=LONGEST_QUERY, shortest=1, metadata={"example": "cement"})
    limit = ma.fields.Integer(load_default=20, validate=ma.validate.Range(1, MOST_FOUND))


class FoundSchema(Schema):
    """One code."""

    code = ma.fields.String(required=True)
    kind = ma.fields.String(required=True, validate=ma.validate.OneOf(["HSN", "SAC"]))
    name = ma.fields.String(required=True)
    origin = ma.fields.Enum(Origin, by_value=True, required=True)
    matched = ma.fields.String(required=True, allow_none=True, metadata={"description": "The words that fit."})
    gst_rates = ma.fields.List(
        ma.fields.Float(), required=True, metadata={"description": "Percent that it may bear today; none: not known."}
    )


class SearchAnswer(Schema):
    """Codes, best first."""

    codes = ma.fields.List(ma.fields.Nested(FoundSchema), required=True)
