"""The ground of every wire schema: unknown fields are refused, money is a number, text is bounded and storable."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import marshmallow as ma

from app.values import money

WORDS: dict[str, str] = {
    "Missing data for required field.": "This is missing.",
    "Field may not be null.": "This is empty.",
    "Not a valid UUID.": "This is not an id.",
    "Not a valid string.": "This must be text.",
    "Not a valid boolean.": "This must be true or false.",
    "Not a valid number.": "This must be a number.",
    "Not a valid integer.": "This must be a whole number.",
    "Number too large.": "This number is too large.",
    "Special numeric values (nan or infinity) are not permitted.": "This must be a number.",
    "Not a valid list.": "This must be a list.",
    "Not a valid mapping type.": "This must be an object with named fields.",
    "Not a valid {obj_type}.": "This is not a {obj_type}.",
    "Not a valid date.": "This must be a day, written as 2025-10-15.",
    "Not a valid {awareness} {obj_type}.": "This must be a {obj_type} with its offset, as +05:30.",
}
"""What marshmallow says about a field, and what we say: the app shows it to a shopkeeper."""


class Schema(ma.Schema):
    """Refuses what it does not know."""

    error_messages = {  # noqa: RUF012 - marshmallow's own form
        "unknown": "This service does not know it.",
        "type": "This must be an object with named fields.",
    }

    class Meta:
        """Unknown fields are an error, so that a misspelt one is never silently ignored."""

        unknown = ma.RAISE

    def on_bind_field(self, field_name: str, field_obj: ma.fields.Field[Any]) -> None:
        """Gives the field our words, and those in a list too, except where they were given words of their own."""
        said = field_obj.error_messages
        field_obj.error_messages = {kind: WORDS.get(str(words), words) for kind, words in said.items()}
        if isinstance(field_obj, ma.fields.List):
            self.on_bind_field(field_name, field_obj.inner)


class Money(ma.fields.Field[Decimal]):
    """Rupees: `Decimal` here, a JSON number of two decimals on the wire."""

    default_error_messages = {"invalid": "Must be an amount in rupees."}  # noqa: RUF012 - marshmallow's own form

    def _serialize(self, value: Decimal | None, attr: str | None, obj: Any, **kwargs: Any) -> float | None:
        return None if value is None else float(money.rounded(value))

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            raise self.make_error("invalid")
        try:
            return money.parsed(value)
        except ValueError as error:
            raise self.make_error("invalid") from error


WITHOUT_NUL = r"^[^\x00]*$"


class Exact(ma.fields.Decimal):
    """A quantity or a rate: `Decimal` here, a JSON number on the wire."""

    def _serialize(  # type: ignore[override]  # a number, where marshmallow writes text
        self, value: Any, attr: str | None, obj: Any, **kwargs: Any
    ) -> float | None:
        return None if value is None else float(value)


class Text(ma.fields.String):
    """Text of at most `longest` characters, without the NUL that PostgreSQL cannot keep."""

    def __init__(self, *, longest: int, shortest: int = 0, **options: Any) -> None:
        rules = [ma.validate.Length(max=longest, error=f"At most {longest:,} characters are taken.")]
        if shortest:
            rules.append(ma.validate.Length(min=shortest, error="This is empty." if shortest == 1 else None))
        told = {"pattern": WITHOUT_NUL} | options.pop("metadata", {})
        super().__init__(validate=[*rules, *options.pop("validate", [])], metadata=told, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
            raise ma.ValidationError("Has characters that cannot be kept.")
        return text


class Moment(ma.fields.AwareDateTime):
    """An ISO 8601 moment with its offset."""

    def __init__(self, **options: Any) -> None:
        super().__init__(format="iso", **options)
