"""Document numbers taken apart for comparison, however they were typed.

What is evened out comes from how numbers are copied by hand and by scanners: case, separators, leading zeros, digits
of other scripts, look-alike characters (O/Q/0, I/L/1, S/5, B/8, Z/2, G/6), the financial year written in several ways
and "Bill no" put before the number.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LOOKALIKES = str.maketrans("OQILSBZG", "00115826")
LONGEST_SERIAL = 15
"""Digits; longer ones are codes, not counts."""

MOST_NAMED = 12
"""Notes that name more numbers are a list."""

_NUMBERED = re.compile(r"[^\s,;()]*\d[^\s,;()]*")
_TOKENS = re.compile(r"[A-Z]+|\d+")
_YEAR_SPELLINGS = (
    re.compile(r"(?<!\d)(?:20)?(\d\d)\s*[-/ ]\s*(?:20|0)?(\d\d)(?!\d)"),  # 23-24, 2023-24, 2023/2024
    re.compile(r"(?<!\d)(?:20)?(\d\d)(\d\d)(?=\d{3,}|[^\dA-Z]+\d|[A-Z]+\d)"),  # 23240482, 2324/0482, 2324AB82
)
_YEARS = range(17, 60)
"""GST began in 2017; pairs of digits before that are not read as a financial year."""
_DIGIT = re.compile(r"\d")
YEAR_DIGITS = 4
"""Of a financial year alone, which is then the number itself."""
_PROPER = re.compile(r"[1-9]")
_WORDS = re.compile(
    r"\b(?:(?:TAX |GST |CASH )?(?:INVOICE|INV|BILL|MEMO|SR|REF|DOC)|VOUCHER|VCH)?[\s.]*(?:NUMBER|NUM|NO)\b[\s.:#-]*"
    r"|\b(?:TAX )?(?:INVOICE|BILL)[\s.:#-]+"
)


@dataclass(frozen=True, slots=True)
class NumberKey:
    """A number taken apart: `core` without separators, zeros and year, `loose` with look-alikes made equal.

    `plain` is what was typed, in capitals, `squeezed` the same without separators, `blurred` that with look-alikes made
    equal. `is_missing` means no number at all: empty, dashes, "NA", zeros. `serial` is the count at its end, `stem`
    what stands before it.
    """

    plain: str
    squeezed: str
    blurred: str
    core: str
    loose: str
    tokens: tuple[str, ...]
    year: int | None
    stem: str
    serial: int | None
    is_missing: bool


@lru_cache(maxsize=65536)
def key(number: str) -> NumberKey:
    """`number` taken apart for comparison; the financial year is kept aside as the year in which it began."""
    plain = _latin_digits(number).strip().upper()
    rest, year = _without_year(_WORDS.sub(" ", plain).strip())
    tokens = _stripped(rest)
    core = "".join(tokens)
    evened = rest.translate(LOOKALIKES) if _DIGIT.search(rest) else rest
    loose = core if evened == rest else "".join(_stripped(evened))
    squeezed = re.sub(r"[\W_]+", "", plain)
    last = tokens[-1] if tokens else ""
    return NumberKey(
        plain=plain,
        squeezed=squeezed,
        blurred=squeezed.translate(LOOKALIKES),
        core=core,
        loose=loose,
        tokens=tokens,
        year=year,
        stem="".join(tokens[:-1]),
        serial=int(last) if last.isdigit() and len(last) <= LONGEST_SERIAL else None,
        is_missing=not _PROPER.search(loose),
    )


@lru_cache(maxsize=65536)
def keys_in(text: str) -> tuple[NumberKey, ...]:
    """Every word of a text that holds a number, taken apart, up to `MOST_NAMED`."""
    found = (key(word) for word in _NUMBERED.findall(text)[:MOST_NAMED])
    return tuple(one for one in found if not one.is_missing)


def _latin_digits(text: str) -> str:
    """Full-width letters and the digits of any script as plain ones; ASCII is left as it is."""
    if text.isascii():
        return text
    spelt = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in spelt)


def _without_year(text: str) -> tuple[str, int | None]:
    if len(_DIGIT.findall(text)) <= YEAR_DIGITS:
        return text, None
    for match in (match for spelling in _YEAR_SPELLINGS for match in spelling.finditer(text)):
        begins, ends = int(match.group(1)), int(match.group(2))
        rest = f"{text[: match.start()]} {text[match.end() :]}"
        if begins in _YEARS and ends == begins + 1 and _DIGIT.search(rest):
            return rest, 2000 + begins
    return text, None


def _stripped(text: str) -> tuple[str, ...]:
    return tuple([token for token in [each.lstrip("0") for each in _TOKENS.findall(text)] if token])
