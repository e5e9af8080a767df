"""What the fields of a question of law take, and what every answer carries: numbers that are numbers, dated sources."""

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import marshmallow as ma
from marshmallow.experimental.context import Context

from app.gst import slabs, states
from app.runtime.http.schema import Schema, Text
from app.values.period import Month, financial_year

MOST_RUPEES = 10**13
LAST_DAY = date(2100, 12, 31)


class Asked(Context[date | None]):
    """The day in India on which a question is read; the caller says it, since schemas know no clock."""


class YesNo(ma.fields.Boolean):
    """True or false, and nothing that only looks like it (1, "yes")."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class Number(ma.fields.Field[Decimal]):
    """A finite JSON number between two bounds, as the digits that were sent; text that looks like one is refused."""

    default_error_messages = {  # noqa: RUF012 - marshmallow's own form
        "invalid": "This must be a number.",
        "range": "This must be a number from {lowest} to {highest}.",
        "above": "This must be more than {lowest} and at most {highest}.",
    }

    def __init__(self, *, lowest: int = 0, highest: int = MOST_RUPEES, is_above: bool = False, **options: Any) -> None:
        told = {"type": "number", "minimum": lowest, "maximum": highest}
        told |= {"exclusiveMinimum": True} if is_above else {}
        super().__init__(metadata=told | options.pop("metadata", {}), **options)
        self.lowest, self.highest, self.is_above = lowest, highest, is_above

    def _serialize(self, value: Decimal | None, attr: str | None, obj: Any, **kwargs: Any) -> float | int | None:
        if value is None:
            return None
        return int(value) if value == value.to_integral_value() else float(value)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.make_error("invalid")
        if isinstance(value, float) and not math.isfinite(value):
            raise self.make_error("invalid")
        is_low = value <= self.lowest if self.is_above else value < self.lowest
        if is_low or value > self.highest:
            bounds = {"lowest": f"{self.lowest:,}", "highest": f"{self.highest:,}"}
            raise self.make_error("above" if self.is_above else "range", **bounds)
        return Decimal(str(value))


class Percent(Number):
    """A rate of tax, 0 to 100."""

    def __init__(self, **options: Any) -> None:
        super().__init__(highest=100, **options)


class Day(ma.fields.Date):
    """A day written as 2025-10-15, since GST began."""

    def __init__(self, *, first: date = slabs.GST_BEGAN, **options: Any) -> None:
        sentence = f"This must be a day from {first} to {LAST_DAY}."
        super().__init__(format="iso", validate=ma.validate.Range(first, LAST_DAY, error=sentence), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> date:
        if not isinstance(value, str) or not _DAY.fullmatch(value):  # Python reads 2025-W41-3 and 20251015 as well
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        return super()._deserialize(value, attr, data, **kwargs)


class IssuedOn(Day):
    """The day of a document: not beyond the year of the asking, where the caller says that day (`Asked`)."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> date:
        day = super()._deserialize(value, attr, data, **kwargs)
        today = Asked.get(None)
        if today is not None and day.year > today.year:
            raise ma.ValidationError("This day is still to come, next year or later. Please check the date.")
        return day


class Choice(ma.fields.String):
    """One word of a few."""

    def __init__(self, words: Iterable[str], **options: Any) -> None:
        known = tuple(words)
        super().__init__(
            validate=ma.validate.OneOf(known, error=f"This must be one of: {', '.join(known)}."), **options
        )


class StateCode(Choice):
    """The two digits of a state; 96 is another country."""

    def __init__(self, **options: Any) -> None:
        super().__init__((state.code for state in states.every()), **options)
        rule = ma.validate.OneOf(self.validate.choices, error="This is not a state code, such as 27 for Maharashtra.")  # type: ignore[union-attr]
        self.validate, self.validators = rule, [rule]


class Words(Text):
    """Short text of a person, taken without the blanks around it."""

    def __init__(self, *, longest: int = 200, **options: Any) -> None:
        super().__init__(longest=longest, **options)


class MonthName(ma.fields.String):
    """A month written as 2025-06; loads as its last day."""

    def __init__(self, **options: Any) -> None:
        super().__init__(metadata={"pattern": f"^{_MONTH.pattern}$"}, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        found = _MONTH.fullmatch(super()._deserialize(value, attr, data, **kwargs))
        month = Month(int(found[1]), int(found[2])) if found else None
        if month is None or not Month.of(slabs.GST_BEGAN) <= month <= Month.of(LAST_DAY):
            raise ma.ValidationError("This must be a month since GST began, written as 2025-06.")
        return month.last


class FinancialYear(ma.fields.String):
    """A financial year written as 2024-25; loads as the year in which it begins."""

    def __init__(self, **options: Any) -> None:
        super().__init__(metadata={"pattern": f"^{_YEAR.pattern}$"}, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        found = _YEAR.fullmatch(super()._deserialize(value, attr, data, **kwargs))
        began = int(found[1]) if found else 0
        if (
            found is None
            or int(found[2]) != (began + 1) % 100
            or not financial_year(slabs.GST_BEGAN) <= began < LAST_DAY.year
        ):
            raise ma.ValidationError("This must be a financial year since GST began, written as 2024-25.")
        return began


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")
_YEAR = re.compile(r"(20[0-9]{2})-([0-9]{2})")


class LawAnswer(Schema):
    """What every answer carries beside the answer."""

    sources = ma.fields.List(
        ma.fields.String(), required=True, metadata={"description": "Sections, rules and notifications."}
    )
    valid_from = ma.fields.Date(
        required=True, allow_none=True, metadata={"description": "Where the law changed: the first day of this answer."}
    )
    valid_to = ma.fields.Date(
        required=True, allow_none=True, metadata={"description": "The last day; null where no end is known."}
    )


def optional(**options: Any) -> dict[str, Any]:
    """Options of a field that may be absent or null."""
    return {"load_default": None, "allow_none": True, **options}
