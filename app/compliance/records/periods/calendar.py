"""The nouns of the calendar: what falls due, when, for which period, and what being late costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.gst.parties import Registration


class Frequency(StrEnum):
    """How often a regular taxpayer files."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


class Assumed(StrEnum):
    """What the calendar took for granted, since nobody said it."""

    REGISTRATION = "registration"
    FREQUENCY = "frequency"
    FREQUENCY_BY_TURNOVER = "frequency_by_turnover"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Filer:
    """Who files: `turnover` is that of the year before in rupees, None where the books do not tell."""

    registration: Registration
    frequency: Frequency
    state: str | None
    turnover: Decimal | None
    assumed: Sequence[Assumed] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """A return or payment for the months `first` to `last` (their first and last day), due on a day.

    Money is rupees: the fee by day of a return with and without anything in it, at most `fee_cap`, and so far; None
    where it hangs on a turnover that is not known. `interest_percent` is the yearly rate on tax paid late.
    `optional_up_to` is the turnover up to which nobody has to file it, None where that is not asked.
    """

    form: str
    first: date
    last: date
    due_on: date
    days_left: int
    is_extended: bool
    is_optional: bool
    optional_up_to: Decimal | None
    fee_per_day: Decimal | None
    fee_per_day_nil: Decimal | None
    fee_cap: Decimal | None
    fee_so_far: Decimal | None
    interest_percent: Decimal | None
    law: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is due from today on, and what was due lately: whether that was filed, the books do not know."""

    on: date
    filer: Filer
    coming: Sequence[Duty]
    past: Sequence[Duty]
