"""Every day that a receipt prints, day before month as in Malaysia and India, with what recognisers make of digits."""

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = {
    name: number
    for number, name in enumerate(
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"], 1
    )
}
_MONTHS |= {"MAC": 3, "MEI": 5, "OGO": 8, "OGOS": 8, "OKT": 10, "DIS": 12, "SEPT": 9, "JULAI": 7, "JUN": 6}
_DIGIT = "[0-9OIlSB]"
_YEAR = r"(?:(2[0O][0-9O]{2})(?![0-9](?![0-9]?:))|([0-9]{2})(?![0-9]))"
_SEPARATED = re.compile(rf"(?<![0-9.,])({_DIGIT}{{1,2}})\s?([/.\-:])\s?({_DIGIT}{{1,2}})\s?\2\s?{_YEAR}")
_NAMED = re.compile(
    r"(?<![0-9])([0-9O]{1,2})(?:ST|ND|RD|TH)?[\s\-/.,]{0,2}(JAN|FEB|MAR|MAC|APR|MAY|MEI|JUN|JUL|AUG|OGO|SEP|OCT|OKT|NOV|DEC|DIS)"
    rf"[A-Z]*[\s\-/.,']{{0,3}}{_YEAR}"
)
_NAMED_FIRST = re.compile(
    rf"\b(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*[\s\-.]{{0,2}}([0-9]{{1,2}})(?:ST|ND|RD|TH)?[\s,]{{1,2}}{_YEAR}"
)
_YEAR_FIRST = re.compile(r"(?<![0-9])(20[0-9]{2})([/.\-]?)([01][0-9])\2([0-3][0-9])(?![0-9])")
_TOGETHER = re.compile(r"(?<![0-9])([0-3][0-9])([01][0-9])(20[0-9]{2})(?![0-9])")
_READ = str.maketrans("OIlSB", "01158")
_EARLIEST, _LATEST = 1990, 2099


def found(text: str) -> Iterator[tuple[int, int, date, int]]:
    """Each day in a line: first character, behind the last, the day, and in which of five ways it is written."""
    for match in _SEPARATED.finditer(text):
        yield from _placed(match, _day_first(_number(match[3]), _number(match[1]), _year(match[4], match[5])), 0)
    for match in _NAMED.finditer(text):
        yield from _placed(match, _day(_year(match[3], match[4]), _MONTHS[match[2]], _number(match[1])), 1)
    for match in _NAMED_FIRST.finditer(text):
        yield from _placed(match, _day(_year(match[3], match[4]), _MONTHS[match[1]], int(match[2])), 2)
    for match in _YEAR_FIRST.finditer(text):
        yield from _placed(match, _day(int(match[1]), int(match[3]), int(match[4])), 3)
    for match in _TOGETHER.finditer(text):
        yield from _placed(match, _day(int(match[3]), int(match[2]), int(match[1])), 4)


def _placed(match: re.Match[str], day: date | None, way: int) -> Iterator[tuple[int, int, date, int]]:
    if day is not None and _EARLIEST <= day.year <= _LATEST:
        yield match.start(), match.end(), day, way


def _number(text: str) -> int:
    return int(text.translate(_READ))


def _year(four: str | None, two: str | None) -> int:
    return _number(four) if four else 2000 + int(two or 0)


def _day_first(month: int, day: int, year: int) -> date | None:
    """The day; day and month change places where no month has that number."""
    return _day(year, month, day) or _day(year, day, month)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
