"""Which place of a page holds a value, and of what kind: a figure in the place of a text was taken for words, and words
in the place of a number for nothing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.invoices.records.extractions import Found
from app.invoices.records.pages import Box

_TEXTS = ("description", "name", "address", "payment_terms", "amount_in_words")
_BANDS = 200
"""A page in as many bands, each with the places that reach into it: a full page has thousands of both."""


class Content(StrEnum):
    """What a value is, as words in its place have to be."""

    TEXT = "text"
    NUMBER = "number"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Places:
    """The places of values, by page and band."""

    bands: Mapping[tuple[int, int], list[tuple[Box, Content]]]

    def hold(self, page: int, box: Box, content: Content) -> bool:
        """Whether a word stands in the place of a value that can hold it: no text holds figures, and no number words.
        Texts that reach over a number are two, and hold nothing."""
        return any(
            Content.OTHER in (content, of_value) or content is of_value
            for place, of_value in self._at(page, box)
            if _is_inside(box, place) and not self._reaches_over(page, place, of_value)
        )

    def _at(self, page: int, box: Box) -> list[tuple[Box, Content]]:
        return self.bands.get((page, _band(box.middle)), [])

    def _reaches_over(self, page: int, place: Box, content: Content) -> bool:
        return content is Content.TEXT and any(
            other is Content.NUMBER and _is_inside(one, place)
            for band in _bands(place)
            for one, other in self.bands.get((page, band), ())
        )


def of(fields: Mapping[str, Found]) -> Places:
    """The places of the values of a reading."""
    bands: dict[tuple[int, int], list[tuple[Box, Content]]] = defaultdict(list)
    for path, one in fields.items():
        if one.page is not None and one.box is not None:
            for band in _bands(one.box):
                bands[one.page, band].append((one.box, _content(path, one)))
    return Places(bands)


def _content(path: str, one: Found) -> Content:
    if isinstance(one.value, Decimal):
        return Content.NUMBER
    return Content.TEXT if path.rpartition(".")[2] in _TEXTS else Content.OTHER


def _bands(box: Box) -> Iterator[int]:
    yield from range(_band(box.top), _band(box.bottom) + 1)


def _band(share: float) -> int:
    return min(max(int(share * _BANDS), 0), _BANDS)


def _is_inside(inner: Box, outer: Box) -> bool:
    return outer.left <= inner.centre <= outer.right and outer.top <= inner.middle <= outer.bottom
