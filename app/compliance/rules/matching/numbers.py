"""How a document number is read, and whether two numbers are the same one.

Equal: letter case and separators make no difference (GSTN takes numbers as case-insensitive: GSTR-1, and the e-invoice
portal from 2025-06-01). Alike: the same but for the financial year in it, in any spelling (2025-26, 2025-2026, 25-26,
with "/" or without separator), or for leading zeros. Shortened: one leaves out a part of the series before the serial.
A number is unique in its supplier's financial year (CGST Rules 2017, rule 46(b)), so the last digits decide.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

LONGEST_READ = 64

_PARTS = re.compile(r"[A-Z]+|[0-9]+|[^\W\d_]+")
_SEPARATORS = re.compile(r"[\W_]+")
_YEARS = re.compile(r"(?<!\d)(?=((?:F\.?Y\.?)?[ -]?(?:20)?(\d\d)[-/_. ]{0,3}(?:20)?(\d\d)(?!\d)))")
"""A look ahead, since one spelling may begin within another that is none: 50/25-26."""


class Likeness(IntEnum):
    """How two numbers stand to each other, the nearer the greater."""

    OTHER = 0
    SHORTENED = 1
    ALIKE = 2
    EQUAL = 3


@dataclass(frozen=True)
class Number:
    """A number as it is compared. `parts` are its runs of letters and of digits without zeros in front, less the year.

    plain : letters and digits in capitals; cuts : where in `plain` a separator stands between two digits;
    year : the two digits of the financial year that the number names, or None.
    """

    plain: str
    cuts: frozenset[int]
    parts: tuple[str, ...]
    year: str | None

    @cached_property
    def core(self) -> str:
        """The parts in one, digits kept apart from digits: what alike numbers have in common."""
        return "-".join(self.parts)

    @property
    def serial(self) -> str:
        """The last run of digits without leading zeros; empty for a number without digits."""
        return next((part for part in reversed(self.parts) if part.isdigit()), "")

    @property
    def shape(self) -> tuple[str, ...]:
        """Its letters, and a mark for each run of digits: bills of one series have one shape."""
        return tuple("#" if part.isdigit() else part for part in self.parts)


def read(text: str | None, financial_year: int) -> Number:
    """The number that `text` writes, on a document of the financial year that began in `financial_year`."""
    folded = unicodedata.normalize("NFKC", (text or "")[:LONGEST_READ]).upper().strip()
    rest, year = _without_year(folded, financial_year)
    plain = _SEPARATORS.sub("", folded)
    parts = tuple(part.lstrip("0") or "0" if part.isdigit() else part for part in _PARTS.findall(rest))
    return Number(plain, _cuts(folded), parts, year)


def likeness(first: Number, second: Number) -> Likeness:
    """Whether the two are one number. Numbers that name two financial years are two numbers."""
    if not first.plain or not second.plain:
        return Likeness.OTHER
    if first.plain == second.plain and (first.cuts <= second.cuts or second.cuts <= first.cuts):
        return Likeness.EQUAL
    if first.year and second.year and first.year != second.year:
        return Likeness.OTHER
    if first.core == second.core:
        return Likeness.ALIKE
    return Likeness.SHORTENED if _is_shortened(first, second) else Likeness.OTHER


def _without_year(text: str, financial_year: int) -> tuple[str, str | None]:
    """`text` less the first spelling of a financial year near `financial_year`, unless no digit would be left."""
    for found in _YEARS.finditer(text):
        begins, ends = int(found[2]), int(found[3])
        is_year = ends == (begins + 1) % 100 and abs(begins - financial_year % 100) <= 1
        rest = f"{text[: found.start()]}/{text[found.end(1) :]}"
        if is_year and any(letter.isdigit() for letter in rest):
            return rest, found[2]
    return text, None


def _cuts(text: str) -> frozenset[int]:
    """The places of `plain` at which separators part digits from digits."""
    places, length = set(), 0
    for piece in filter(None, _SEPARATORS.split(text)):
        places.add(length)
        length += len(piece)
    plain = _SEPARATORS.sub("", text)
    return frozenset(place for place in places if place and plain[place - 1].isdigit() and plain[place].isdigit())


def _is_shortened(first: Number, second: Number) -> bool:
    """Whether the shorter one's parts stand in the longer one, in their order, up to the same serial."""
    short, long = sorted((first.parts, second.parts), key=len)
    if not short or len(short) == len(long) or short[-1] != long[-1] or not short[-1].isdigit():
        return False
    remaining = iter(long)
    return all(part in remaining for part in short)
