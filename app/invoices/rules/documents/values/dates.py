"""Printed dates: day first as in India, Malaysia and Europe, ISO, and with the names of months in seven languages.

A document that prints one date with more than twelve in the second place ("03/25/2024") writes the month first, and so
are all its dates read; so does one that leaves it open and bears an address of the United States. Letters that
recognisers take for digits count as those. Two-digit years are of this century.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from app.invoices.rules.sentences import normalise

EARLIEST_YEAR = 1990
_MONTHS = {
    1: "jan january janvier januari januar stycznia styczen enero जनवरी",
    2: "feb february fevrier fev februari februar lutego luty febrero फरवरी फ़रवरी",
    3: "mar march mars maart marz mrt marca marzec marzo मार्च",
    4: "apr april avril avr kwietnia kwiecien abril अप्रैल अप्रेल",
    5: "may mai mei maja maj mayo मई",
    6: "jun june juin juni czerwca czerwiec junio जून",
    7: "jul july juillet juil juli lipca lipiec julio जुलाई",
    8: "aug august aout augustus sierpnia sierpien agosto अगस्त",
    9: "sep sept september septembre wrzesnia wrzesien septiembre सितंबर सितम्बर",
    10: "oct october octobre oktober okt pazdziernika pazdziernik octubre अक्टूबर अक्तूबर",
    11: "nov november novembre listopada listopad noviembre नवंबर नवम्बर",
    12: "dec december decembre dez dezember grudnia grudzien diciembre दिसंबर दिसम्बर",
}
_DIGIT = "[0-9OoIl|SB]"
_NUMERIC = re.compile(
    rf"(?<![\w./-])({_DIGIT}{{1,2}})\s?([/.\-])\s?({_DIGIT}{{1,2}})\s?\2\s?({_DIGIT}{{4}}|{_DIGIT}{{2}})(?![\d/-])"
)
_ISO = re.compile(r"(?<!\d)(\d{4})([/.\-])(\d{1,2})\2(\d{1,2})(?!\d)")
_NAMED = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.)?[\s,./'-]{0,3}(?:of |de )?"
    r"([^\W\d_][^\W\d_\u0900-\u097f]{2,11}|[\u0900-\u097f]{2,10})\.?[\s,./'-]{0,3}(?:de )?'?(\d{4}|\d{2})(?!\d)"
)
_MONTH_FIRST = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,11})\.?\s{0,2}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,2}'?(\d{4})(?!\d)")
_DIGITS = str.maketrans("OoIl|SB", "0011158")

_AMERICAN = re.compile(
    r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]"
    r"|W[AIVY]),? \d{5}(?:-\d{4})?(?!\d|[ -]\d)"
)
"""A State and a ZIP code (United States Postal Service, Publication 28)."""


@dataclass(frozen=True, slots=True)
class Day:
    """A date and the characters it was read from.

    score : 1 as printed, less where letters were taken for digits or the year has two
    """

    value: date
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Reader:
    """How one document writes its dates.

    on : the day of reading; a date more than a day later is none of a document that exists
    """

    on: date
    is_month_first: bool = False

    def first(self, text: str) -> Day | None:
        """The first date of a text."""
        return next(iter(self.every(text)), None)

    def every(self, text: str, *, until: date | None = None) -> list[Day]:
        """All dates of a text in their order, none later than `until` (a day after the reading)."""
        latest = until or self.on + timedelta(days=1)
        found: list[Day] = []
        for day in sorted(self._days(_ascii(text)), key=lambda each: (each.start, -each.end)):
            is_free = all(day.start >= other.end or day.end <= other.start for other in found)
            if is_free and day.value.year >= EARLIEST_YEAR and day.value <= latest:
                found.append(day)
        return found

    def _days(self, text: str) -> Iterator[Day]:
        for match in _ISO.finditer(text):
            yield from _day(match, int(match[1]), int(match[3]), int(match[4]), 1.0)
        for match in _NUMERIC.finditer(text):
            yield from self._numeric(match)
        for match in _NAMED.finditer(text):
            yield from _day(match, _year(match[3]), month_of(match[2]), int(match[1]), 1.0)
        for match in _MONTH_FIRST.finditer(text):
            yield from _day(match, _year(match[3]), month_of(match[1]), int(match[2]), 0.95)

    def _numeric(self, match: re.Match[str]) -> Iterator[Day]:
        figures = [match[place].translate(_DIGITS) for place in (1, 3, 4)]
        score = 1.0 if all(match[place].isdigit() for place in (1, 3, 4)) else 0.7
        score *= 1.0 if len(figures[2]) == 4 else 0.95
        day, month, year = int(figures[0]), int(figures[1]), _year(figures[2])
        if self.is_month_first or month > 12 >= day:
            day, month = month, day
        yield from _day(match, year, month, day, score)
        if len(figures[2]) == 2 and int(figures[0]) > 12 and len(match[1]) == 2:
            yield from _day(match, _year(figures[0]), int(figures[1]), int(figures[2]), score * 0.3)


def reader(texts: Iterable[str], *, on: date) -> Reader:
    """How a document writes its dates, by those of its texts that tell."""
    day_first = month_first = american = 0
    for text in texts:
        american += _AMERICAN.search(text) is not None
        for match in _NUMERIC.finditer(_ascii(text)):
            one, other = int(match[1].translate(_DIGITS)), int(match[3].translate(_DIGITS))
            day_first += 12 < one <= 31 and other <= 12
            month_first += 12 < other <= 31 and one <= 12
    return Reader(on, month_first > day_first or (bool(american) and not day_first))


def month_of(name: str) -> int | None:
    """The month that a word names, whole, shortened, or with one letter misread; None for another word."""
    word = "".join(character for character in normalise.key(name) if not "\u0300" <= character <= "\u036f").strip(".")
    months = _months()
    if word in months:
        return months[word]
    whole = {
        month for known, month in months.items() if len(word) >= 5 and len(known) == len(word) and _misread(word, known)
    }
    return whole.pop() if len(whole) == 1 else None


def _misread(word: str, known: str) -> bool:
    return sum(one != other for one, other in zip(word, known, strict=True)) == 1


@cache
def _months() -> dict[str, int]:
    return {normalise.key(word): month for month, words in _MONTHS.items() for word in words.split()}


def _ascii(text: str) -> str:
    """Hidden characters count as blanks so that places stay; digits of other scripts become ours."""
    if text.isascii():
        return text
    return "".join(normalise.plain(character)[:1] or " " for character in text)


def _year(figures: str) -> int:
    return int(figures) if len(figures) == 4 else 2000 + int(figures)


def _day(match: re.Match[str], year: int, month: int | None, day: int, score: float) -> Iterator[Day]:
    try:
        yield Day(date(year, month or 0, day), match.start(), match.end(), score)
    except ValueError:
        return
