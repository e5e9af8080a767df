"""A moment as somebody in India writes it."""

import re
from datetime import datetime, timedelta

from app.values.errors import Invalid
from app.values.period import INDIA

HOUR = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


class NoMoment(Invalid):
    """What should be a moment is none."""

    code = "no_moment"
    message = "Please write a time as 18:30 or 2026-11-22T18:30."


def meant(given: str, now: datetime) -> datetime:
    """The moment that somebody in India means: an hour of the clock is the next such. Raises `NoMoment`."""
    hour = HOUR.fullmatch(given.strip())
    if hour:
        local = now.astimezone(INDIA)
        found = local.replace(hour=int(hour[1]), minute=int(hour[2]), second=0, microsecond=0)
        return found if found > local else found + timedelta(days=1)
    try:
        found = datetime.fromisoformat(given.strip())
    except ValueError:
        raise NoMoment from None
    return found if found.tzinfo else found.replace(tzinfo=INDIA)
