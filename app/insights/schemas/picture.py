"""How a chart is wanted, as it stands in the address."""

import marshmallow as ma

from app.insights.records.picture import Format
from app.runtime.http.schema import Schema

NARROWEST, WIDEST, USUAL = 320, 2160, 1080


class ChartQuery(Schema):
    """Format, width and ground."""

    format = ma.fields.Enum(Format, by_value=True, load_default=Format.SVG, metadata={"description": "svg or png."})
    width = ma.fields.Integer(
        load_default=USUAL,
        validate=ma.validate.Range(NARROWEST, WIDEST, error=f"This must be between {NARROWEST} and {WIDEST}."),
        metadata={"description": "In pixels; the height is about three quarters of it. 1080 is crisp on a phone."},
    )
    dark = ma.fields.Boolean(load_default=False, metadata={"description": "On a dark ground."})
