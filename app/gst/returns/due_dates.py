"""Until when a return is due (`data/due_days.csv`), and what notifications extended (`data/due_date_extensions.csv`).

A day that a month does not have means its last one. Sundays and holidays move nothing: the portal is open.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache

from app.gst import tables
from app.values.period import Month, financial_year

MONTHLY, QUARTERLY, YEARLY = "monthly", "quarterly", "yearly"
BEFORE_THE_QUARTER_ENDS = ("IFF", "PMT-06")
"""Of the first two months of a quarter alone (CGST Rules 2017, rule 59(2); CGST Act 2017, s.39(7), proviso)."""


class StateNeeded(ValueError):
    """The day depends on the State of the taxpayer, which was not given or is none (96, 99)."""


class NotDue(ValueError):
    """No such return was due for that period."""


@dataclass(frozen=True, slots=True)
class DueDate:
    """The last day in time. `is_extended`: a notification moved it for this period. The dates are those of the rule."""

    on: date
    law: str
    is_extended: bool = False
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """The usual day of a return, in the month that lies `months_after` the period. No states: it holds in all."""

    return_form: str
    frequency: str
    states: tuple[str, ...]
    months_after: int
    day: int
    valid_from: date
    valid_to: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Extension:
    """Another day for one period. No states: it holds in all."""

    returns: tuple[str, ...]
    frequency: str
    states: tuple[str, ...]
    period_ends: date
    due_on: date
    source: str


def due(
    return_form: str,
    period_ends: date,
    *,
    frequency: str = MONTHLY,
    state: str | None = None,
    with_extensions: bool = True,
) -> DueDate:
    """The due date of a return for the period that ends on a day (any day of its last month).

    frequency : monthly, quarterly or yearly. state : code of the taxpayer's State, needed for quarterly GSTR-3B.
    Raises `KeyError` for an unknown return, `NotDue` for a period or frequency it never had, `StateNeeded`.
    """
    ends = Month.of(period_ends).last
    rule = _rule(return_form, frequency, ends, state)
    usual = _day_in(Month.of(ends).plus(rule.months_after), rule.day)
    extension = _extension(return_form, frequency, ends, state) if with_extensions else None
    if extension is not None:
        return DueDate(extension.due_on, f"{rule.source}; extended by {extension.source}", is_extended=True)
    return DueDate(usual, rule.source, False, rule.valid_from, rule.valid_to)


def period_due(return_form: str, due_on: date) -> date:
    """The last day of the period whose return is due on a day, of a yearly one the last financial year over by then.

    An extension of more than a month is taken for a later period. Raises `KeyError` for an unknown return.
    """
    known = [rule for rule in _of_return(return_form) if rule.valid_from <= due_on]
    if any(rule.frequency == YEARLY for rule in known):
        return date(financial_year(due_on), 3, 31)
    return Month.of(due_on).plus(-max((rule.months_after for rule in known), default=0)).last


@cache
def rules() -> tuple[Rule, ...]:
    """All usual days, past ones included."""
    return tuple(
        Rule(
            return_form=row["return"],
            frequency=row["frequency"],
            states=tables.parts(row["states"]),
            months_after=int(row["months_after"]),
            day=int(row["day"]),
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=tables.day(row["valid_to"]),
            source=row["source"],
        )
        for row in tables.rows("due_days")
    )


@cache
def extensions() -> tuple[Extension, ...]:
    """All notified extensions."""
    return tuple(
        Extension(
            returns=tables.parts(row["return"]),
            frequency=row["frequency"],
            states=tables.parts(row["states"]),
            period_ends=date.fromisoformat(row["period_ends"]),
            due_on=date.fromisoformat(row["due_on"]),
            source=row["source"],
        )
        for row in tables.rows("due_date_extensions")
    )


def _of_return(return_form: str) -> list[Rule]:
    found = [rule for rule in rules() if rule.return_form == return_form]
    if not found:
        raise KeyError(return_form)
    return found


def _rule(return_form: str, frequency: str, ends: date, state: str | None) -> Rule:
    found = [
        rule
        for rule in _of_return(return_form)
        if rule.frequency == frequency and tables.holds(rule.valid_from, rule.valid_to, ends)
    ]
    if not found or (return_form in BEFORE_THE_QUARTER_ENDS and ends.month % 3 == 0):
        raise NotDue(f"{return_form} {frequency} {ends}")
    for rule in found:
        if not rule.states or state in rule.states:
            return rule
    raise StateNeeded(return_form)


def _extension(return_form: str, frequency: str, ends: date, state: str | None) -> Extension | None:
    found = (one for one in extensions() if return_form in one.returns and one.frequency == frequency)
    return next((one for one in found if one.period_ends == ends and (not one.states or state in one.states)), None)


def _day_in(month: Month, day: int) -> date:
    return date(month.year, month.month, min(day, monthrange(month.year, month.month)[1]))
