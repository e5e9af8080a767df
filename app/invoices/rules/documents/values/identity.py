"""Numbers that prove themselves: GSTIN, PAN, IRN, e-way bill and acknowledgement numbers, phones, mail addresses.

GSTIN and its check digit: `app.gst.gstin`. IRN: SHA-256 in 64 hexadecimal digits (e-invoice schema INV-01, notification
60/2020-CT). E-way bill: 12 digits (rule 138). PAN: five letters, four digits, a letter; the fourth letter says whose it
is (Income-tax Department, instructions to form 49A). Recognisers confuse letters and digits of one shape: in a place
that holds only letters or only digits they are read as such, and the check digit decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.gst import gstin
from app.invoices.rules.sentences import normalise

HOLDERS = "PCHFATBLJGKE"
"""What may be the fourth letter of a PAN; K and E stood in older ones."""
REPAIRED = 0.85
DOUBTFUL = 0.6
_AS_DIGIT = str.maketrans("OQDILSBZGAT", "00011582647")
_AS_LETTER = str.maketrans("0158264", "OISBZGA")
_SHAPE = "DDLLLLLDDDDL"
_TWINS = {**dict.fromkeys("O0QD", "O0QD"), **dict.fromkeys("1IL7T", "1IL7T"), "5": "S", "S": "5", "8": "B3", "B": "8R"}
_TWINS |= {
    "2": "Z",
    "Z": "2",
    "6": "G",
    "G": "6C",
    "C": "G",
    "V": "YU",
    "Y": "V",
    "U": "V",
    "M": "N",
    "N": "M",
    "3": "8",
}
_TWINS |= {"F": "P", "P": "F", "E": "F", "R": "B", "K": "X", "X": "K", "4": "A", "A": "4", "W": "V", "9": "0", "H": "N"}
_NUMBER = re.compile(r"(?<![A-Z0-9])[0-9A-Z]{15}(?![A-Z0-9])")
_PAN = re.compile(r"(?<![A-Z0-9])[A-Z]{3}[A-Z][A-Z]\d{4}[A-Z](?![A-Z0-9])")
PHONE = re.compile(
    r"(?<![\w])(?:\+?\d{1,3}[\s-]{0,2})?(?:\(?0?\d{2,5}\)?[\s-]{0,2})?\d{3,5}[\s-]?\d{3,6}(?:[\s-]\d{1,4})?(?!\w)"
)
EMAIL = re.compile(r"[\w.+-]+ ?@ ?(?![\d.]+\b)[\w-]+(?:\.[\w-]+)+")
"""Recognisers see a blank beside the sign at times."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A number as it should be, its share of the text, and how sure that is."""

    value: str
    start: int
    end: int
    score: float


def gstins(text: str, *, is_recognised: bool) -> list[Reading]:
    """Every GSTIN of a text. A recognised one is repaired until its check digit agrees; a printed one never is."""
    compact, places = _compacted(text)
    return [
        Reading(value, places[start], places[start + gstin.LENGTH - 1] + 1, score)
        for start, value, score in _numbers(compact, is_recognised)
    ]


def pans(text: str) -> list[Reading]:
    """Every PAN that is no part of a GSTIN."""
    return [
        Reading(match[0], match.start(), match.end(), 1.0 if match[0][3] in HOLDERS else DOUBTFUL)
        for match in _PAN.finditer(text.upper() if text.isascii() else text)
    ]


def _compacted(text: str) -> tuple[str, list[int]]:
    """Capitals without hidden characters, and where each stood; blanks stay as they may end a number."""
    kept = [
        (character.upper(), place)
        for place, each in enumerate(text)
        for character in normalise.plain(each) or (" " if each.isspace() else "")
    ]
    return "".join(character for character, _ in kept), [place for _, place in kept]


def _numbers(text: str, is_recognised: bool) -> Iterator[tuple[int, str, float]]:
    for match in _NUMBER.finditer(text):
        number = match[0]
        if gstin.read(number).is_valid:
            yield match.start(), number, 1.0
        elif is_recognised and (repaired := repaired_gstin(number)):
            yield match.start(), repaired, REPAIRED
        elif _has_shape(number):
            yield match.start(), number, DOUBTFUL


def _has_shape(number: str) -> bool:
    """Whether this is meant as a GSTIN, right or wrong: at most two places hold what their place cannot."""
    wrong = sum(
        not (each.isdigit() if kind == "D" else each.isalpha()) for each, kind in zip(number, _SHAPE, strict=False)
    )
    return wrong <= 2 and number[:2].isdigit() and sum(map(str.isdigit, number)) >= 5


def repaired_gstin(number: str) -> str | None:
    """The one valid GSTIN that a recogniser may have read so; None when there is none, or more than one."""
    if len(number) != gstin.LENGTH:
        return None
    shaped = "".join(
        each.translate(_AS_DIGIT if kind == "D" else _AS_LETTER) for each, kind in zip(number, _SHAPE, strict=False)
    )
    tail = number[12:]
    ends = {tail, tail[0] + "Z" + tail[2]} | {one + "Z" + tail[2] for one in _twins(tail[0])}
    valid = {shaped + end for end in ends if gstin.read(shaped + end).is_valid}
    for changes in (_changed(shaped + tail[0] + "Z" + tail[2]),):
        valid = valid or {each for each in changes if gstin.read(each).is_valid and each[5] in HOLDERS}
    return valid.pop() if len(valid) == 1 else None


def _changed(number: str) -> Iterator[str]:
    """The number with one character changed for one that looks alike."""
    for place, character in enumerate(number):
        for twin in _twins(character):
            yield number[:place] + twin + number[place + 1 :]


def _twins(character: str) -> str:
    return _TWINS.get(character, "").replace(character, "")
