"""Document numbers as people re-type them: which two are the same number, and which are neighbours in one series.

What is allowed for comes from how numbers are copied by hand: case, separators, leading zeros, look-alike characters
(O/0, I/1, L/1, S/5, B/8), the financial year written in several ways, "Bill no" put before it, letters added at either
end, two digits swapped, one lost.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

LOOKALIKES = str.maketrans("OILSB", "01158")
NEAR_IN_SERIES = 5
"""Numbers of one series that lie this close are taken for two documents, not for a slip of the finger."""

_TOKENS = re.compile(r"[A-Z]+|\d+")
_YEAR_SPELLINGS = (
    re.compile(r"(?<!\d)(?:20)?(\d\d)\s*[-/ ]\s*(?:20|0)?(\d\d)(?!\d)"),  # 23-24, 2023-24, 2023/2024
    re.compile(r"(?<!\d)(?:20)?(\d\d)(\d\d)(?=\d{3,}|[^\dA-Z]+\d)"),  # 23240482, 2324/0482
)
_YEARS = range(17, 60)
"""GST began in 2017; pairs of digits before that are not read as a financial year."""
_TAIL = re.compile(r"[A-Z]{1,4}|COPY|REVISED|DUPLICATE")
_PROPER = re.compile(r"[1-9]")
_HEAD = re.compile(r"[A-Z]{1,8}")
_WORDS = re.compile(
    r"\b(?:(?:TAX )?INVOICE|BILL|VOUCHER)?[\s.]*(?:NUMBER|NUM|NO)\b[\s.:#-]*|\b(?:TAX )?(?:INVOICE|BILL)[\s.:#-]+"
)
LEAST_SHARED_SERIAL = 10
"""Small serials are shared by chance."""
LEAST_DIGITS = 3
"""Letters added before a number are only taken for such when the number itself has this many characters."""


class NumberRelation(StrEnum):
    """How two numbers stand to each other."""

    SAME = "same"
    LOOKALIKE = "lookalike"
    SUFFIX = "suffix"
    TYPO = "typo"
    MISSING = "missing"
    SERIES = "series"
    OTHER_YEAR = "other_year"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class NumberKey:
    """A number taken apart: `core` without separators, zeros and year, `loose` with look-alikes made equal.

    `is_missing` means no number at all: empty, dashes, "NA", zeros.
    """

    core: str
    loose: str
    year: int | None
    stem: str
    serial: int | None
    is_missing: bool


@lru_cache(maxsize=65536)
def key(number: str) -> NumberKey:
    """`number` taken apart for comparison; the financial year is kept aside as the year in which it began."""
    rest, year = _without_year(_WORDS.sub(" ", number.upper()).strip())
    core_tokens = _stripped(rest)
    core = "".join(core_tokens)
    loose = "".join(_stripped(rest.translate(LOOKALIKES))) if any(c.isdigit() for c in rest) else core
    last = core_tokens[-1] if core_tokens else ""
    return NumberKey(
        core=core,
        loose=loose,
        year=year,
        stem="".join(core_tokens[:-1]),
        serial=int(last) if last.isdigit() and len(last) <= 15 else None,
        is_missing=not _PROPER.search(loose),
    )


def relation(one: str, other: str) -> NumberRelation:
    """How `one` and `other` stand to each other; the order does not matter."""
    a, b = key(one), key(other)
    if a.is_missing or b.is_missing:
        return NumberRelation.MISSING
    if a.core == b.core or a.loose == b.loose:
        return _equal_relation(one, other, a, b)
    if _is_suffixed(a, b):
        return NumberRelation.SUFFIX
    if _is_near_in_series(a, b):
        return NumberRelation.SERIES
    is_slip = _is_slip(a.loose, b.loose) or _is_other_series(a, b)
    return NumberRelation.TYPO if is_slip else NumberRelation.DIFFERENT


def is_digit_slip(one: str, other: str) -> bool:
    """Whether two strings of digits differ by one swap of neighbours, as when typed in haste."""
    if len(one) != len(other) or one == other:
        return False
    places = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return (
        len(places) == 2
        and places[1] - places[0] == 1
        and one[places[0]] == other[places[1]]
        and (one[places[1]] == other[places[0]])
    )


def _equal_relation(one: str, other: str, a: NumberKey, b: NumberKey) -> NumberRelation:
    if a.year and b.year and a.year != b.year:
        return NumberRelation.OTHER_YEAR
    return NumberRelation.SAME if one.strip().upper() == other.strip().upper() else NumberRelation.LOOKALIKE


def _without_year(text: str) -> tuple[str, int | None]:
    for match in (match for spelling in _YEAR_SPELLINGS for match in spelling.finditer(text)):
        begins, ends = int(match.group(1)), int(match.group(2))
        rest = f"{text[: match.start()]} {text[match.end() :]}"
        if begins in _YEARS and ends == begins + 1 and any(character.isdigit() for character in rest):
            return rest, 2000 + begins
    return text, None


def _stripped(text: str) -> list[str]:
    return [token.lstrip("0") if token.isdigit() else token for token in _TOKENS.findall(text)]


def _is_suffixed(a: NumberKey, b: NumberKey) -> bool:
    shorter, longer = sorted((a.core, b.core), key=len)
    if longer.startswith(shorter) and _TAIL.fullmatch(longer[len(shorter) :]):
        return True
    is_headed = longer.endswith(shorter) and bool(_HEAD.fullmatch(longer[: -len(shorter) or None]))
    return is_headed and len(shorter) >= LEAST_DIGITS and shorter[0].isdigit()


def _is_near_in_series(a: NumberKey, b: NumberKey) -> bool:
    if a.serial is None or b.serial is None or a.stem != b.stem:
        return False
    return abs(a.serial - b.serial) <= NEAR_IN_SERIES


def _is_other_series(a: NumberKey, b: NumberKey) -> bool:
    """The same serial behind other letters, as a proforma and its invoice have: PI-112 and INV-112."""
    stems = a.stem.isalpha() and b.stem.isalpha()
    return stems and a.serial is not None and a.serial == b.serial and a.serial >= LEAST_SHARED_SERIAL


def _is_slip(one: str, other: str) -> bool:
    """One swap, one wrong or one lost character in numbers long enough for that to mean something."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < 4 or len(longer) - len(shorter) > 1:
        return False
    if len(shorter) == len(longer):
        return is_digit_slip(one, other) or sum(a != b for a, b in zip(one, other, strict=True)) == 1
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
