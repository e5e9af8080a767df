"""Weeks and months of India: a week begins on its Monday (ISO 8601), a month on its first."""

from datetime import date, datetime, time, timedelta

from app.operations.records import Period, Span
from app.values.period import INDIA, Month

WEEK = timedelta(days=7)


def of(period: Period, day: date) -> Span:
    """The week or month in which `day` lies."""
    if period is Period.WEEK:
        monday = day - timedelta(days=day.weekday())
        return Span(period, monday, monday + WEEK)
    month = Month.of(day)
    return Span(period, month.first, month.plus(1).first)


def last_over(period: Period, today: date) -> Span:
    """The latest that is over on `today`."""
    return of(period, of(period, today).begins_on - timedelta(days=1))


def midnight(day: date) -> datetime:
    """When the day began in India."""
    return datetime.combine(day, time(), INDIA)
