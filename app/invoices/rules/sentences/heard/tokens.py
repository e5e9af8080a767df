"""A sentence as tokens: words with their kind, numbers with their value, dates, and codes that are no amounts.

Every pattern here is linear in the length of the text: no alternative of a repetition can match what another matches.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from app.invoices.rules.sentences import lexicon, normalise, numerals

_LETTER = r"[\w\u0900-\u0963\u0971-\u097f]"
_TOKEN = re.compile(
    rf"""
    (?P<code>(?:\+?91[ -]?)?(?<!\d)[6-9]\d{{4}}[ -]?\d{{5}}(?!\d)
        |\d{{2}}[A-Za-z]{{5}}\d{{4}}[A-Za-z][A-Za-z\d]{{3}}(?!\w))
    |(?P<date>\d{{1,2}}(?P<point>[/.-])\d{{1,2}}(?P=point)(?:\d{{4}}|\d\d)(?!\d)|\d{{4}}-\d\d-\d\d(?!\d))
    |(?P<time>\d{{1,2}}:\d\d(?!\d)(?:[ ]?[AaPp][Mm](?![A-Za-z]))?)
    |(?P<number>(?:\d{{1,3}}(?:,\d{{2,3}}){{0,5}},\d{{3}}(?![\d,]\d)|\d+)(?:\.\d+)?|(?<!\S)\.\d\d?\d?(?!\d))(?P<suffix>[Ee][+-]?\d+(?![A-Za-z])|[A-Za-z]+\d*)?
    |(?P<stuck>(?:[Rr][Ss]|[Ii][Nn][Rr]|[CcSsIi]?[Gg][Ss][Tt]|[Qq][Tt][Yy]|[Dd][Ii][Ss][Cc])(?=\d))
    |(?P<word>[Mm]/[Ss]\.?|/-|{_LETTER}+(?:['.-](?!\d){_LETTER}+)*)
    |(?P<mark>[^ ])
    """,
    re.VERBOSE,
)
_ABBREVIATED = "Rh#UOz"
"""Kinds behind which a full stop ends no sentence: Rs. 250, Mr. Rao, 5 pcs. soap, No. 7."""

_INITIALS = re.compile(r"[A-Z](?:\.[A-Z])*")
"""M.S., S. Kumar."""

_CUT_SHORT = frozenset({"inv", "qty", "amt", "dt", "pvt", "ltd", "co", "bros", "st", "smt", "ent", "incl", "excl"})

_LONGEST_AMOUNT = 9
"""Digits before the point: ninety-nine crore. Longer runs are telephone, account or card numbers."""

_SHORTEST_GOODS = 4
"""Letters written onto a number that are goods ("10chairs") rather than the name of a size ("15W", "1e309")."""

_DATED = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)|\d{4}-\d\d-\d\d")
_MINUS = re.compile(r"(?<!\S)-(?=\S{0,3}?\d)\S{1,20}")
"""A sign before a number, "-5", "-Rs380"; what stands between words or numbers divides them."""

ORDINALS = frozenset({"st", "nd", "rd", "th"})


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign; `start` and `end` are its place in the normalised text."""

    text: str
    key: str
    kind: str
    start: int
    end: int
    value: Decimal | None = None
    day: date | None = None

    @property
    def unit(self) -> str | None:
        """The canonical unit that the word stands for."""
        return lexicon.UNITS.get(self.key)

    @property
    def is_capitalised(self) -> bool:
        """Whether it is written as a name is in Latin script."""
        return self.text[:1].isupper()


def scanned(text: str) -> list[Token]:
    """The tokens of a normalised `text`, before neighbouring ones are joined."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        is_abbreviated = match[0] == "." and bool(found) and _is_abbreviated(found)
        if is_abbreviated and _INITIALS.fullmatch(found[-1].text):
            found[-1] = replace(found[-1], kind=lexicon.WORD)
        if not is_abbreviated:
            found.extend(_read(match))
    return found


def _is_abbreviated(found: Sequence[Token]) -> bool:
    """Whether a full stop only cuts the last word short; "per kg." and "Green Plate." end their sentence."""
    token, before = found[-1], found[-2] if len(found) > 1 else None
    if token.kind == lexicon.UNIT and ((before and before.kind == "P") or token.is_capitalised):
        return False
    return token.kind in _ABBREVIATED or token.key in _CUT_SHORT or bool(_INITIALS.fullmatch(token.text))


def _read(match: re.Match[str]) -> Iterator[Token]:
    if match["code"]:
        yield Token(match[0], match[0], lexicon.CODE, *match.span())
    elif match["number"]:
        yield from _number(match)
    elif match["stuck"]:
        key = normalise.key(match[0])
        yield Token(match[0], key, lexicon.kind(key), *match.span())
    elif match["date"]:
        day = _literal_date(match["date"])
        yield Token(match[0], match[0], lexicon.DATE if day else lexicon.CODE, *match.span(), day=day)
    elif match["time"]:
        yield Token(match[0], match[0], "w", *match.span())
    elif match["word"] and "-" in match[0] and _are_numbers(match[0].split("-")):
        yield from _numbers_apart(match)
    else:
        key = _meant(normalise.key(match[0])) if match["word"] else match[0]
        yield Token(match[0], key, lexicon.kind(key), *match.span())


def _are_numbers(words: Sequence[str]) -> bool:
    return all(numerals.known(normalise.key(word)) for word in words)


def _numbers_apart(match: re.Match[str]) -> Iterator[Token]:
    """The words of "twenty-five"."""
    start = match.start()
    for word in match[0].split("-"):
        yield Token(word, numerals.known(normalise.key(word)) or word, lexicon.WORD, start, start + len(word))
        start += len(word) + 1


def _number(match: re.Match[str]) -> Iterator[Token]:
    """A number, and what is written onto it: `5kg`, `2k`, `3rd`, `15W` (a size, hence a word), `3x`."""
    digits, suffix = match["number"], (match["suffix"] or "")
    start, end = match.span("number")
    if len(digits.split(".")[0].replace(",", "")) > _LONGEST_AMOUNT:
        yield Token(match[0], match[0], lexicon.CODE, start, match.end())
        return
    value, key = Decimal(digits.replace(",", "")), normalise.key(suffix)
    number = Token(digits, digits, lexicon.NUMBER, start, end, value)
    if not suffix or key in ORDINALS:
        yield replace(number, end=match.end(), key=f"{digits}{key}")
    elif key in numerals.SCALES or suffix == "L":
        yield replace(number, end=match.end(), text=match[0], value=value * numerals.SCALES.get(key, Decimal(100_000)))
    elif lexicon.kind(key) in "UTxkKGRMz%" or (_is_goods(suffix) and lexicon.kind(key) == lexicon.WORD):
        yield number
        yield Token(suffix, key, lexicon.kind(key), end, match.end())
    else:
        yield Token(match[0], normalise.key(match[0]), lexicon.WORD, start, match.end())


def _is_goods(suffix: str) -> bool:
    return suffix.isalpha() and len(suffix) >= _SHORTEST_GOODS


def misread(text: str, found: Sequence[Token]) -> tuple[str, ...]:
    """What a normalised `text` holds that is not taken as it is written: a minus sign, a date that no calendar has."""
    dates = (token.text for token in found if token.kind == lexicon.CODE and _DATED.fullmatch(token.text))
    return (*(match[0].rstrip(",.;") for match in _MINUS.finditer(text)), *dates)


def _literal_date(text: str) -> date | None:
    """The day that `3/4/2026`, `03-04-26` (day first, as India writes) or `2026-04-03` means; None for none."""
    first, second, third = (int(part) for part in re.split("[/.-]", text))
    year, month, day = (first, second, third) if first > 31 else (third + 2000 if third < 100 else third, second, first)
    try:
        return date(year, month, day) if 1990 <= year <= 2099 else None
    except ValueError:
        return None


def _meant(key: str) -> str:
    """The word that `key` is a misspelling of, where it is a likely one; otherwise `key` itself."""
    if lexicon.kind(key) != lexicon.WORD:
        return key
    if key.endswith("'s") and key[:-2] in lexicon.UNITS:
        return key[:-2]
    if heard := numerals.known(key):
        return heard
    if not key.isascii():
        return key
    if key in lexicon.SWAPPED:
        return lexicon.SWAPPED[key]
    is_long = 5 <= len(key) <= 10
    return next((word for word in lexicon.LONG_WORDS if is_long and _is_misspelling(key, word)), key)


def _is_misspelling(key: str, word: str) -> bool:
    """Whether one letter is missing, added, wrong or swapped with its neighbour."""
    if abs(len(key) - len(word)) > 1 or key[0] != word[0]:
        return False
    head = next((i for i, (a, b) in enumerate(zip(key, word, strict=False)) if a != b), min(len(key), len(word)))
    a, b = key[head:], word[head:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
