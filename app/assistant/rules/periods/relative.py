"""Days told from the day of the question: "last month", "pichle 3 mahine", "2 weeks ago", "परसों".

"kal" and "parso" look both ways in Hindi; here they look back, since the books know the past.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from app.assistant.records.asked import Days
from app.assistant.rules.periods import spelling
from app.values.period import Month, financial_year

LONGEST_DAYS = 3650

Found = tuple[Days, int]
"""Days, and how many words name them."""


def found(rest: tuple[str, ...], on: date) -> Found | None:
    """The days that the first words of `rest` name, seen from `on`."""
    if rest[0] in spelling.TODAY:
        return Days(on, on), 1
    if rest[:3] == ("day", "before", "yesterday"):
        return _day(on, back=2), 3
    if rest[0] in spelling.DAY_BEFORE:
        return _day(on, back=2), 1
    if rest[0] in spelling.YESTERDAY:
        return _day(on, back=1), 1
    return _unit(rest, on) or _counted(rest, on)


def _unit(rest: tuple[str, ...], on: date) -> Found | None:
    """This, last or next month, and so on."""
    if len(rest) < 2:
        return None
    place = 2 if rest[1] in spelling.FINANCIAL and len(rest) > 2 else 1
    unit = spelling.unit(rest[place])
    if unit is None:
        return None
    if rest[0] in spelling.THIS:
        return Days(start(unit, on), on), place + 1
    if rest[0] in spelling.LAST:
        return _before(unit, on), place + 1
    return (_after(unit, on), place + 1) if rest[0] in spelling.NEXT else None


def _counted(rest: tuple[str, ...], on: date) -> Found | None:
    """The last 3 months together, or the one month that lies 3 months back."""
    if len(rest) < 3:
        return None
    if rest[0] in spelling.LAST and (count := _count(rest[1])) is not None and (unit := spelling.unit(rest[2])):
        return _back(count, unit, on), 3
    if rest[2] in spelling.AGO and (count := _count(rest[0])) and (unit := spelling.unit(rest[1])):
        return _ago(count, unit, on), 3
    return None


def start(unit: str, on: date) -> date:
    """The first day of the unit in which `on` lies; years begin in April."""
    starts: Mapping[str, Callable[[], date]] = {
        "day": lambda: on,
        "week": lambda: on - timedelta(days=on.weekday()),
        "month": lambda: Month.of(on).first,
        "quarter": lambda: Month(on.year, 3 * ((on.month - 1) // 3) + 1).first,
        "year": lambda: date(financial_year(on), 4, 1),
    }
    return starts[unit]()


def _day(on: date, *, back: int) -> Days:
    day = on - timedelta(days=back)
    return Days(day, day)


def _before(unit: str, on: date) -> Days:
    """The whole unit before the one that `on` lies in."""
    last = start(unit, on) - timedelta(days=1)
    return Days(start(unit, last), last)


def _after(unit: str, on: date) -> Days:
    """The whole unit after the one that `on` lies in."""
    longest = timedelta(days={"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}[unit])
    first = start(unit, start(unit, on) + longest)
    return Days(first, start(unit, first + longest) - timedelta(days=1))


def _ago(count: int, unit: str, on: date) -> Days:
    """The whole unit that lies `count` units back."""
    days = Days(start(unit, on), on)
    for _ in range(min(count, LONGEST_DAYS)):
        days = _before(unit, days.first)
    return days


def _back(count: int, unit: str, on: date) -> Days:
    """The last `count` units: days and weeks end on `on`, longer ones are whole months before the running one."""
    length = {"day": 1, "week": 7}.get(unit)
    if length:
        return Days(on - timedelta(days=min(max(count, 1) * length, LONGEST_DAYS) - 1), on)
    months = min(max(count, 1) * {"month": 1, "quarter": 3, "year": 12}[unit], 120)
    return Days(Month.of(on).plus(-months).first, Month.of(on).plus(-1).last)


def _count(word: str) -> int | None:
    if word.isdecimal():
        return int(word) if len(word) < 5 else LONGEST_DAYS
    return spelling.NUMBERS.get(word)
