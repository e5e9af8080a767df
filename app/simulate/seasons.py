"""How busy a day is: Sundays, months, growth, and Diwali, before which shops sell and, earlier still, stock up."""

from collections.abc import Iterator
from datetime import date, timedelta

DIWALI = (
    date(2021, 11, 4), date(2022, 10, 24), date(2023, 11, 12), date(2024, 10, 31), date(2025, 10, 20),
    date(2026, 11, 8), date(2027, 10, 29), date(2028, 10, 17), date(2029, 11, 5), date(2030, 10, 26),
)  # fmt: skip
MONTHS = {1: 0.95, 2: 0.92, 3: 1.2, 4: 0.95, 5: 1.0, 6: 0.9, 7: 0.82, 8: 0.92, 9: 1.0, 10: 1.05, 11: 1.0, 12: 0.98}
SUNDAY = 6
GROWTH_A_YEAR = 0.12


def days(first: date, last: date) -> Iterator[date]:
    """Every day from `first` to `last`, both included."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def selling(day: date, since: date) -> float:
    """How much is sold on `day`, 1 being a usual working day at `since`."""
    until_diwali = _days_until_diwali(day)
    festival = 1.75 if 0 <= until_diwali <= 24 else 0.35 if -4 <= until_diwali < 0 else 1.0
    return _usual(day, since) * festival


def buying(day: date, since: date) -> float:
    """How much is bought on `day`: before the festival's sales comes their stock."""
    until_diwali = _days_until_diwali(day)
    festival = 1.8 if 18 <= until_diwali <= 48 else 0.5 if -8 <= until_diwali <= 3 else 1.0
    return _usual(day, since) * festival


def working_day(day: date) -> date:
    """`day`, or the Monday after it when it is a Sunday."""
    return day + timedelta(days=1) if day.weekday() == SUNDAY else day


def _usual(day: date, since: date) -> float:
    if day.weekday() == SUNDAY:
        return 0.0
    return MONTHS[day.month] * (1 + GROWTH_A_YEAR * (day - since).days / 365)


def _days_until_diwali(day: date) -> int:
    return min(((diwali - day).days for diwali in DIWALI), key=abs)
