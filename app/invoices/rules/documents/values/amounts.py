"""The one reader of printed amounts, quantities and percentages, and of what a recogniser may have made of them.

Indian (1,25,000.00), western (125,000.00) and continental (125.000,00) groups; signs before, behind and as brackets;
₹, Rs, INR, RM, $ and € before or behind, `/-` behind; a unit glued to a number. Letters that recognisers confuse with
digits, blanks inside a number and a lost decimal point give further readings, each with a lower score.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from app.gst import units
from app.invoices.rules.sentences import lexicon, normalise

Mark = Literal[".", ","]
"""What stands before the decimals."""

_WORD = "rs|re|inr|rm|myr|usd|eur|gbp|pln|sgd|aed"
_CURRENCY = rf"(?:₹|(?:{_WORD})(?![^\W\d_])\.?|us\$|\$|€|£|zł|¥|रु\.?|रू\.?|`)"
_TAKEN_FOR_RUPEE = r"[\u3040-\u9fff?{]"
"""What a recogniser that has never seen ₹ makes of it: signs of Japanese and Chinese, brackets."""
_LEADING = re.compile(rf"^(?:{_CURRENCY}|{_TAKEN_FOR_RUPEE}|[:@=*])\s*", re.I)
_TRAILING = re.compile(rf"\s*(?:{_CURRENCY}|/-|/=|:|\*|only\b)\.?$", re.I)
_NUMBER = re.compile(r"(?:\d[\d.,' ]*|[.,]\d+)$")
_UNIT = re.compile(r"^([-+]?\d[\d.,]*)\s*([^\W\d_][^\d\s]{0,11}(?: [^\W\d_]{1,8})?)\.?$")
_MISREAD = str.maketrans("OoQDlI|!SsBZzG", "00001111558226")
_MISREAD_LETTERS = frozenset("OoQDlI|!SsBZzG")
_PERCENT = re.compile(r"\s*(?:%|percent\b|per cent\b)\s*$", re.I)
_MOST_CHARACTERS = 32
REPAIRED = 0.5
"""The score of a reading with letters taken for digits; of the rarer ones less."""


@dataclass(frozen=True, slots=True)
class Amount:
    """One reading of a printed number.

    score : 1 as printed, less for each thing that had to be repaired or decided
    unit : the word behind the number, as printed; empty where there is none
    """

    value: Decimal
    score: float = 1.0
    is_percent: bool = False
    unit: str = ""


def decimal_mark(texts: Iterable[str]) -> Mark:
    """Which mark a document writes before decimals, by the numbers that tell: `1.250,00` and `12,5`, not `1,250`."""
    words = [text.strip(" €$₹") for text in texts]
    commas = sum(bool(re.fullmatch(r"-?(?:\d+|\d{1,3}(?:[. ]\d{3})+),\d{1,2}", word)) for word in words)
    points = sum(bool(re.fullmatch(r"-?(?:\d+|\d{1,3}(?:,\d{2,3})+)\.\d{1,2}", word)) for word in words)
    return "," if commas > points else "."


@lru_cache(maxsize=8192)
def readings(text: str, mark: Mark = ".") -> tuple[Amount, ...]:
    """Every number that `text` may be, the likeliest first; nothing for what is no number."""
    plain = normalise.plain(text)
    if not plain or len(plain) > _MOST_CHARACTERS or not any(character.isdigit() for character in plain):
        return ()
    best: dict[Decimal, Amount] = {}
    for amount in _readings(plain, mark):
        if amount.value not in best or best[amount.value].score < amount.score:
            best[amount.value] = amount
    return tuple(sorted(best.values(), key=lambda amount: -amount.score))


def amount(text: str, mark: Mark = ".") -> Amount | None:
    """The likeliest reading; None for what is no number."""
    return next(iter(readings(text, mark)), None)


def is_plain(text: str, mark: Mark = ".") -> bool:
    """Whether the text is a number as it stands, without a repair."""
    found = amount(text, mark)
    return found is not None and found.score > REPAIRED and not found.unit


def _readings(text: str, mark: Mark) -> Iterator[Amount]:
    percent = _PERCENT.search(text.rstrip(") "))
    core, sign = _unsigned(_PERCENT.sub("", text.strip("()@ ")) if percent else text)
    for candidate, weight, unit in _cores(core):
        for value, score in _values(candidate, mark):
            yield Amount(sign * value, score * weight, bool(percent), unit)


def _unsigned(text: str) -> tuple[str, int]:
    """The number without currency, and -1 where a minus, brackets around it or `Cr` behind it say so."""
    sign, before = 1, None
    while text and text != before:
        before = text
        if match := re.match(r"^\(?\s*[-~]\s*\)?\s*(?=[^-])", text) or re.match(r"^(?:less|minus)\s*:?\s*", text, re.I):
            text, sign = text[match.end() :], -1
        elif match := re.search(r"(?<=\d)\s*(?:\(-\)|-)$|\s*\(?\bcr\b\.?\)?$", text, re.I):
            text, sign = text[: match.start()], -1
        elif match := re.match(r"^\((.*)\)$", text):
            text, sign = match[1], -1
        else:
            text = re.sub(r"^\(\+\)|^\+|\s*\(?\bdr\b\.?\)?$", "", text, flags=re.I)
            text = _TRAILING.sub("", _LEADING.sub("", text)).strip()
    return text.strip(" )|_"), sign


def _cores(text: str) -> Iterator[tuple[str, float, str]]:
    """The characters of the number alone, what that is worth, and the unit behind it."""
    if _NUMBER.match(text):
        yield text, 1.0, ""
        return
    if (match := _UNIT.match(text)) and (is_unit(match[2]) or not _MISREAD_LETTERS.issuperset(match[2])):
        yield match[1], 0.95, match[2]
    letters = [character for character in text if character.isalpha() or character in "|!"]
    digits = sum(character.isdigit() for character in text)
    if letters and _MISREAD_LETTERS.issuperset(letters) and digits > 0 and len(letters) <= 3 * digits:
        repaired = text.translate(_MISREAD)
        if _NUMBER.match(repaired):
            yield repaired, REPAIRED, ""


def is_unit(word: str) -> bool:
    """Whether a word is a unit that shops write."""
    return normalise.key(word) in lexicon.UNITS or units.code_of(word) is not None


def _values(text: str, mark: Mark) -> Iterator[tuple[Decimal, float]]:
    """The values of digits with points, commas and blanks among them."""
    joined = text.replace("'", "").strip()
    weight = 1.0
    if " " in joined:
        is_grouped = mark == "," and re.fullmatch(r"\d{1,3}(?: \d{3})+(?:,\d{1,3})?", joined)
        weight = 0.95 if is_grouped else 0.4
        joined = joined.replace(" ", "")
    joined = joined.rstrip(".,")
    parts = re.split(r"[.,]", joined)
    if len(parts) == 1:
        yield from _whole(parts[0], weight)
        return
    yield from ((value, score * weight) for value, score in _separated(parts, re.findall(r"[.,]", joined), mark))


def _whole(digits: str, weight: float) -> Iterator[tuple[Decimal, float]]:
    """Digits alone; with three or more a decimal point may have been lost."""
    yield Decimal(digits), weight
    if len(digits) > 2:
        yield Decimal(f"{digits[:-2]}.{digits[-2:]}"), 0.05 * weight


def _separated(parts: list[str], marks: list[str], mark: Mark) -> Iterator[tuple[Decimal, float]]:
    head, tail = "".join(parts[:-1]), parts[-1]
    last = marks[-1]
    fraction, whole = Decimal(f"{head or '0'}.{tail}"), Decimal((head + tail) or "0")
    has_groups = len(tail) == 3 and 1 <= len(parts[0]) <= 3 and all(len(part) in (2, 3) for part in parts[1:-1])
    if len(set(marks)) == 2 and last not in marks[:-1]:
        yield fraction, 1.0
    elif len(marks) > 1:
        yield (whole, 1.0) if has_groups else (fraction, 0.6 if len(tail) <= 2 else 0.2)
    elif has_groups:
        yield (fraction, 1.0) if last == mark else (whole, 1.0)
        yield (whole, 0.3) if last == mark else (fraction, 0.3)
    else:
        yield fraction, 1.0 if last == mark else 0.7
