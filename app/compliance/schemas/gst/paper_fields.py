"""The fields of a paper on the wire: amounts to the paisa, quantities, states by code or name, words as their enum."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from app.compliance.schemas.gst.fields import Choice, Number, Words
from app.gst import states

MOST_UNITS = 10**9
MICRO = Decimal("0.000001")
_PAISA = Decimal("0.01")


class Rupees(Number):
    """An amount on a paper, to the paisa; less than nothing where something is taken off."""

    def __init__(self, *, places: Decimal = _PAISA, **options: Any) -> None:
        super().__init__(lowest=-(10**12), highest=10**12, **options)
        self.places = places

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Decimal:
        return super()._deserialize(value, attr, data, **kwargs).quantize(self.places, rounding=ROUND_HALF_UP)


class Quantity(Number):
    """How much, to six places."""

    def __init__(self, **options: Any) -> None:
        super().__init__(lowest=0, highest=MOST_UNITS, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Decimal:
        return super()._deserialize(value, attr, data, **kwargs).quantize(MICRO, rounding=ROUND_HALF_UP)


class Place(Words):
    """A state by its two digits or its name, or both ("27-Maharashtra")."""

    default_error_messages = {"state": "This is not a state or its code, such as 27 for Maharashtra."}  # noqa: RUF012

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs).strip()
        code = states.code_of(text) or states.code_of(text.split("-")[0])
        if code is None:
            raise self.make_error("state")
        return code


class Word(Choice):
    """One word of a few, as its enum."""

    def __init__(self, kind: type[Any], also: Mapping[str, Any] | None = None, **options: Any) -> None:
        self.words = {one.value: one for one in kind} | dict(also or {})
        super().__init__(self.words, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        word = super()._deserialize(value, attr, data, **kwargs)
        return self.words.get(word, word)
