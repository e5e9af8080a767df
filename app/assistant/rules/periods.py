"""Which days a question means: "last month", "pichle mahine", "मार्च 2026", "last 30 days", "this financial year".

Years and quarters are those of Indian business: April to March. "kal" (both yesterday and tomorrow) is yesterday,
since the books know the past. A month without a year is the latest one that has begun.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache

from app.assistant.records.asked import Days
from app.assistant.rules import words
from app.values.period import Month, financial_year

GST_RETURN_DAY = 20
"""Day by which GSTR-3B of the month before is filed and paid (CGST Rules 2017, rule 61(1); monthly filers)."""

LONGEST_DAYS = 3650

_MONTHS = (
    "january jan जनवरी|february feb फरवरी|march मार्च|april apr अप्रैल|may मई|june jun जून|july jul जुलाई|august aug अगस्त"
    "|september sep sept सितंबर सितम्बर|october oct अक्टूबर अक्तूबर|november nov नवंबर नवम्बर|december dec दिसंबर दिसम्बर"
)
_LAST = "last|previous|past|pichle|pichhle|pichla|pichhla|gaye|पिछले|पिछला|गत"
_THIS = "this|current|is|iss|chalu|इस|चालू"
_UNITS = {
    "day": "day days din dino dinon दिन दिनों",
    "week": "week weeks hafta hafte हफ्ता हफ्ते सप्ताह",
    "month": "month months mahina mahine maheene महीना महीने माह",
    "quarter": "quarter quarters timahi तिमाही",
    "year": "year years saal sal साल वर्ष fy",
}


def named(spoken: tuple[str, ...], *, on: date) -> Days | None:
    """The days that the words `spoken` name, seen from `on`; None when they name none."""
    for index, word in enumerate(spoken):
        days = _from_here(spoken[index:], on) or _month(spoken, index, on)
        if days:
            return days
        if word in _today():
            return Days(on, on)
        if word in _yesterday():
            return Days(on - timedelta(days=1), on - timedelta(days=1))
    return None


def this_month(on: date) -> Days:
    """The month of `on`, up to and including that day."""
    return Days(Month.of(on).first, on)


def tax_month(on: date) -> Days:
    """The month whose GST is to be paid next: the one before until `GST_RETURN_DAY`, then the running one so far."""
    return _whole(Month.of(on).plus(-1)) if on.day <= GST_RETURN_DAY else this_month(on)


@cache
def known_words() -> frozenset[str]:
    """Every word that this file reads."""
    lines = [_MONTHS.replace("|", " "), _LAST.replace("|", " "), _THIS.replace("|", " "), *_UNITS.values()]
    return frozenset(part for line in lines for part in words.words(line)) | _today() | _yesterday()


def _from_here(rest: tuple[str, ...], on: date) -> Days | None:
    """Days of "this month", "last year", "last 3 months" at the beginning of `rest`."""
    if len(rest) < 2:
        return None
    if rest[0] in _alternatives(_THIS) and (unit := _unit(rest[1])):
        return Days(_start(unit, on), on)
    if rest[0] not in _alternatives(_LAST):
        return None
    if rest[1].isdecimal() and len(rest) > 2 and (unit := _unit(rest[2])):
        return _back(int(rest[1]) if len(rest[1]) < 5 else LONGEST_DAYS, unit, on)
    return _before(unit, on) if (unit := _unit(rest[1])) else None


def _start(unit: str, on: date) -> date:
    starts: Mapping[str, Callable[[], date]] = {
        "day": lambda: on,
        "week": lambda: on - timedelta(days=on.weekday()),
        "month": lambda: Month.of(on).first,
        "quarter": lambda: Month(on.year, 3 * ((on.month - 1) // 3) + 1).first,
        "year": lambda: date(financial_year(on), 4, 1),
    }
    return starts[unit]()


def _before(unit: str, on: date) -> Days:
    """The whole unit before the one that `on` lies in."""
    last = _start(unit, on) - timedelta(days=1)
    return Days(_start(unit, last), last)


def _back(count: int, unit: str, on: date) -> Days:
    """The last `count` units: days and weeks end on `on`, longer ones are whole months before the running one."""
    length = {"day": 1, "week": 7}.get(unit)
    if length:
        return Days(on - timedelta(days=min(max(count, 1) * length, LONGEST_DAYS) - 1), on)
    months = min(max(count, 1) * {"month": 1, "quarter": 3, "year": 12}[unit], 120)
    return Days(Month.of(on).plus(-months).first, Month.of(on).plus(-1).last)


def _month(spoken: tuple[str, ...], index: int, on: date) -> Days | None:
    """A month by its name, with the year beside it when one stands there."""
    number = _month_numbers().get(spoken[index])
    following = spoken[index + 1] if index + 1 < len(spoken) else ""
    if number is None or (spoken[index] == "may" and following in ("i", "be", "we", "have")):
        return None
    if following.isdecimal() and 1990 <= int(following[:4]) <= 2200 and len(following) == 4:
        return _whole(Month(int(following), number))
    year = on.year if number <= on.month else on.year - 1
    month = Month(year, number)
    return this_month(on) if month == Month.of(on) else _whole(month)


def _whole(month: Month) -> Days:
    return Days(month.first, month.last)


def _unit(word: str) -> str | None:
    return next((unit for unit, spelt in _UNITS.items() if word in _alternatives(spelt.replace(" ", "|"))), None)


@cache
def _alternatives(line: str) -> frozenset[str]:
    return frozenset(part for word in line.split("|") for part in words.words(word))


@cache
def _month_numbers() -> Mapping[str, int]:
    return {word: number for number, line in enumerate(_MONTHS.split("|"), 1) for word in words.words(line)}


@cache
def _today() -> frozenset[str]:
    return frozenset(words.words("today aaj आज"))


@cache
def _yesterday() -> frozenset[str]:
    return frozenset(words.words("yesterday kal कल"))
