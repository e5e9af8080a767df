"""The question for the rate of an item on the wire: `rate`."""

import re
from typing import Any

import marshmallow as ma

from app.compliance.schemas.gst.fields import IssuedOn, LawAnswer, Number, Percent, Words, YesNo, optional
from app.gst import tariff
from app.gst.tariff.limits import Facts
from app.runtime.http.schema import Schema

LONGEST_DESCRIPTION = 1_000
CODE = re.compile(r"[0-9]{2,8}")


class HSN(Words):
    """A code of goods or services of 2 to 8 digits, with blanks and dots as in `8471 30.10` or without."""

    def __init__(self, **options: Any) -> None:
        super().__init__(longest=30, **options)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        code = re.sub(r"[ .]", "", super()._deserialize(value, *args, **kwargs))
        if not CODE.fullmatch(code):
            raise ma.ValidationError("A code of goods or services has 2 to 8 digits.")
        return code


class RateQuestion(Schema):
    """An item on the day of its supply; for a credit or debit note the day of its original invoice."""

    hsn = HSN(required=True)
    date = IssuedOn(required=True)
    description = Words(longest=LONGEST_DESCRIPTION, **optional())
    unit_price = Number(metadata={"description": "Rupees a piece or pair, without tax."}, **optional())
    electric = YesNo(**optional())
    engine_cc = Number(highest=100_000, **optional())

    @ma.post_load
    def _record(self, data: dict[str, Any], **_: Any) -> tariff.Question:
        facts = Facts(data["unit_price"], data["engine_cc"], data["electric"])
        return tariff.Question(data["hsn"], data["date"], data["description"] or "", facts)


class RateEntry(Schema):
    """One rate, the goods or services that bear it, and on what it hangs besides."""

    rate = Percent(required=True, attribute="rate_percent")
    goods = ma.fields.String(required=True)
    condition = ma.fields.String(required=True, allow_none=True)
    source = ma.fields.String(required=True)
    valid_from = ma.fields.Date(required=True)
    valid_to = ma.fields.Date(required=True, allow_none=True)


class RateAnswer(LawAnswer):
    """`basis` `unknown`: `allowed_rates` are all slabs of the day, and the entries name only some."""

    allowed_rates = ma.fields.List(Percent(), required=True)
    entries = ma.fields.List(ma.fields.Nested(RateEntry), required=True)
    basis = ma.fields.Enum(tariff.Basis, by_value=True, required=True)
    is_code_listed = ma.fields.Boolean(required=True)
    warnings = ma.fields.List(ma.fields.String(), required=True)
