"""How the dates of two documents stand to each other, and when each of the two came into the books."""

from enum import StrEnum

from app.fraud.rules.duplicates.entries import Entry

NEAR, WEEKS, FAR = 5, 21, 150
"""Days."""
MONTH_SLIP_WITHIN, YEAR_SLIP_WITHIN = 20, 100
"""Days between two entries whose dates are a month or a year apart to the day: sooner, it is a slip of the pen."""
SLIP_ENTERED_LEAST_OFF = 20
TOGETHER_SECONDS = 15 * 60
LATE_DAYS = 7


class DateRelation(StrEnum):
    """How two dates stand to each other. `SLIP`: the same day of another month or year, though entered together.
    `PERIOD`: weeks apart, yet for the same month or quarter, as `likeness` finds."""

    SAME = "same"
    SWAPPED = "swapped"
    SLIP = "slip"
    PERIOD = "period"
    NEAR = "near"
    WEEKS = "weeks"
    FAR = "far"
    AGES = "ages"


def relation(one: Entry, other: Entry) -> DateRelation:
    """How two dates stand to each other; exchanged day and month need two different numbers up to 12."""
    apart = abs(one.day - other.day)
    if apart == 0:
        return DateRelation.SAME
    a, b = one.document.issued_on, other.document.issued_on
    if (a.day, a.month, a.year) == (b.month, b.day, b.year):
        return DateRelation.SWAPPED
    if apart <= NEAR:
        return DateRelation.NEAR
    if a.day == b.day and _is_slip(one, other, apart):
        return DateRelation.SLIP
    if apart <= WEEKS:
        return DateRelation.WEEKS
    return DateRelation.FAR if apart <= FAR else DateRelation.AGES


def are_together(one: Entry, other: Entry) -> bool:
    """Whether two of one day were typed within minutes: a double tap. Rows of one import share their moment exactly."""
    first, second = one.document.entered_at, other.document.entered_at
    if first is None or second is None or one.day != other.day:
        return False
    return 0 < abs((first - second).total_seconds()) <= TOGETHER_SECONDS


def is_late(one: Entry, other: Entry) -> bool:
    """Whether one came into the books much later than the other, by more than their dates explain."""
    if one.entered_day is None or other.entered_day is None:
        return False
    return abs(one.entered_day - other.entered_day) - abs(one.day - other.day) > LATE_DAYS


def _is_slip(one: Entry, other: Entry, apart: int) -> bool:
    """Of one financial year by their numbers; or entered soon after each other, one dated a month or year before."""
    if one.number.year and one.number.year == other.number.year and one.number.core == other.number.core:
        return one.document.issued_on.month == other.document.issued_on.month
    if one.entered_day is None or other.entered_day is None:
        return False
    lags = sorted(abs(entry.entered_day - entry.day) for entry in (one, other) if entry.entered_day is not None)
    is_year = one.document.issued_on.month == other.document.issued_on.month
    within = YEAR_SLIP_WITHIN if is_year else MONTH_SLIP_WITHIN
    is_close = abs(one.entered_day - other.entered_day) <= within
    return is_close and apart > NEAR and lags[1] - lags[0] >= SLIP_ENTERED_LEAST_OFF
