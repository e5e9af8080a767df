"""When a line of a crontab came due. Celery reads the fields; the times are those of India."""

from datetime import datetime, timedelta

from celery.schedules import ParseException, crontab

from app.values.period import INDIA


def due_since(line: str, now: datetime, *, within: timedelta) -> datetime | None:
    """The latest minute until `now` at which `line` came due, not longer ago than `within`; else None.

    As in Celery, a day has to suit both its fields. A line that cannot be read, or is empty, never comes due.
    """
    fields = _fields(line)
    minute = now.astimezone(INDIA).replace(second=0, microsecond=0)
    earliest = now - within
    while fields and minute > earliest:
        if _suits(fields, minute):
            return minute
        minute -= timedelta(minutes=1)
    return None


def is_line(line: str) -> bool:
    """Whether the line can be read, so that it comes due some day."""
    return _fields(line) is not None


def _fields(line: str) -> crontab | None:
    try:
        return crontab.from_string(line)
    except (ValueError, ParseException):
        return None


def _suits(fields: crontab, minute: datetime) -> bool:
    return (
        minute.minute in fields.minute
        and minute.hour in fields.hour
        and minute.isoweekday() % 7 in fields.day_of_week
        and minute.day in fields.day_of_month
        and minute.month in fields.month_of_year
    )
