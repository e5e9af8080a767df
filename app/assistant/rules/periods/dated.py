"""Days told by the calendar: "March 2026", "5 मार्च", "Q2 FY25", "2024-25", "2019", "15/03/2026".

A plain year is the calendar's; "2024-25" is the financial year from April 2024, and so is "FY 2025", which in India is
named after the year in which it ends. A quarter or half is that of the financial year; with a plain year it is the one
that lies in that year. The answer names its days, so whoever meant another year sees it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from app.assistant.records.asked import Days
from app.assistant.rules.periods import spelling, years
from app.assistant.rules.periods.years import Year
from app.values.period import Month, financial_year

_DAY = re.compile(r"([0-3]?\d)(st|nd|rd|th)?")
_PART = re.compile(r"([qh])(\d)")


@dataclass(frozen=True, slots=True)
class Dated:
    """Days and how many words name them; `in_year` gives those of another year where none was said."""

    days: Days
    length: int
    in_year: Callable[[int], Days] | None = None


def found(spoken: tuple[str, ...], index: int, on: date) -> Dated | None:
    """What is named by the words of `spoken` from `index` on."""
    rest = spoken[index:]
    named_day = _numeric(rest) or _month_of_day(rest, on)
    return named_day or _month(rest, on) or _part(spoken, index, on) or _of_year(spoken, index)


def _numeric(rest: tuple[str, ...]) -> Dated | None:
    """15 03 2026 or 2026 03 15, as cut from 15/03/2026 and 2026-03-15."""
    three = rest[:3]
    if len(three) < 3 or not all(part.isdecimal() for part in three):
        return None
    first, month, last = map(int, three)
    year, day = (first, last) if len(three[0]) == 4 else (last, first)
    return _one_day(year, month, day, 3) if years.EARLIEST <= year <= years.LATEST else None


def _month_of_day(rest: tuple[str, ...], on: date) -> Dated | None:
    """5 March 2026, 5th march, March 5, March 5 2026."""
    for day_place, month_place in ((0, 1), (1, 0)):
        if len(rest) < 2 or rest[month_place] not in spelling.month_numbers():
            continue
        day = _DAY.fullmatch(rest[day_place])
        year = years.plain(rest[2:3])
        if day is None or (day_place == 1 and not year and not day[2] and int(day[1]) >= 20):
            continue  # "March 26" may be a day or a year: nobody can tell
        month, number = spelling.month_numbers()[rest[month_place]], int(day[1])
        if year:
            return _one_day(year, month, number, 3)
        latest = on.year if (month, number) <= (on.month, on.day) else on.year - 1
        dated = _one_day(latest, month, number, 2)
        return dated and Dated(dated.days, 2, partial(_day_in, month, number))
    return None


def _day_in(month: int, day: int, year: int) -> Days:
    dated = _one_day(year, month, day, 2)
    return dated.days if dated else whole(Month(year, month))


def _one_day(year: int, month: int, day: int, length: int) -> Dated | None:
    try:
        found_day = date(year, month, day)
    except ValueError:
        return None
    return Dated(Days(found_day, found_day), length)


def _month(rest: tuple[str, ...], on: date) -> Dated | None:
    """A month by its name, with the year beside it, or the latest one that has begun."""
    number = spelling.month_numbers().get(rest[0])
    if number is None or (rest[0] == "may" and rest[1:2] in (("i",), ("be",), ("we",), ("have",))):
        return None
    gap = 1 if len(rest) > 2 and rest[1] in spelling.BESIDE_A_YEAR else 0
    gap = 2 if gap and len(rest) > 3 and rest[2] in spelling.BESIDE_A_YEAR else gap
    year = years.plain(rest[1 + gap : 2 + gap])
    if year and not years.is_amount(rest, 1 + gap) and not years.financial(rest[1 + gap :]):
        return Dated(whole(Month(year, number)), 2 + gap)
    latest = on.year if number <= on.month else on.year - 1
    return Dated(whole(Month(latest, number)), 1, lambda year: whole(Month(year, number)))


def _part(spoken: tuple[str, ...], index: int, on: date) -> Dated | None:
    """A quarter or half, its year after it, or of the latest financial year in which it has begun."""
    named = _named_part(spoken[index:])
    if named is None:
        return None
    offset, months, length = named
    place = index + length
    while place < len(spoken) and spoken[place] in spelling.BESIDE_A_YEAR:
        place += 1
    year = years.year_at(spoken, place)
    if year:
        return Dated(_part_of(offset, months, year), place + year.length - index)
    this_year = financial_year(on)
    days = _months(Month(this_year, 4).plus(offset), months)
    return Dated(days if days.first <= on else _months(Month(this_year - 1, 4).plus(offset), months), length)


def _named_part(rest: tuple[str, ...]) -> tuple[int, int, int] | None:
    """Months after April, months, words: of "q2", "q 2", "second quarter", "quarter 2", "h1"."""
    for length in (1, 2):
        match = _PART.fullmatch("".join(rest[:length]))
        if match and 1 <= int(match[2]) <= (4 if match[1] == "q" else 2):
            months = 3 if match[1] == "q" else 6
            return months * (int(match[2]) - 1), months, length
    if len(rest) < 2:
        return None
    number = spelling.ORDINALS.get(rest[0]) if spelling.unit(rest[1]) == "quarter" else None
    if spelling.unit(rest[0]) == "quarter" and rest[1] in ("1", "2", "3", "4"):
        number = int(rest[1])
    return (3 * (number - 1), 3, 2) if number else None


def _of_year(spoken: tuple[str, ...], index: int) -> Dated | None:
    """A whole year, or a part of it that is named after it ("2024-25 ki pehli timahi")."""
    year = years.year_at(spoken, index)
    if year is None or (not year.is_financial and years.is_amount(spoken, index)):
        return None
    place = index + year.length
    while place < len(spoken) and spoken[place] in spelling.BESIDE_A_YEAR:
        place += 1
    if part := _named_part(spoken[place:]):
        return Dated(_part_of(part[0], part[1], year), place + part[2] - index)
    if not year.is_financial and place < len(spoken) and (number := spelling.month_numbers().get(spoken[place])):
        return Dated(whole(Month(year.number, number)), place + 1 - index)
    return Dated(_months(Month(year.number, 4 if year.is_financial else 1), 12), year.length)


def _part_of(offset: int, months: int, year: Year) -> Days:
    """The quarter or half of a financial year; of a plain year the one that begins in it."""
    begins = Month(year.number, 4).plus(offset)
    return _months(begins if year.is_financial or begins.year == year.number else begins.plus(-12), months)


def whole(month: Month) -> Days:
    """All days of a month."""
    return Days(month.first, month.last)


def _months(first: Month, count: int) -> Days:
    return Days(first.first, first.plus(count - 1).last)
