"""When income tax of a business is paid on the way through the year (`data/income_tax_days.csv`).

Tax deducted at source goes to the government in the month after, what was deducted in March by 30 April; advance tax in
four instalments. From 1 April 2026 the Income-tax Act 2025 says so, before that the Act of 1961.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from app.gst import tables
from app.values.period import Month

TDS, ADVANCE_TAX = "TDS", "advance_tax"


@dataclass(frozen=True, slots=True)
class Rule:
    """The day of a payment for the months it is about, `months_after` them."""

    payment: str
    months: tuple[int, ...]
    months_after: int
    day: int
    cumulative_percent: int | None
    valid_from: date
    valid_to: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment to make. `cumulative_percent`: of the year's advance tax, how much must have been paid by then."""

    payment: str
    month: Month
    due_on: date
    cumulative_percent: int | None
    source: str


def payments(payment: str, first: date, last: date) -> Iterator[Payment]:
    """Those due from `first` to `last`, both included, by day. Raises `KeyError` for a payment that no table has."""
    known = [rule for rule in rules() if rule.payment == payment]
    if not known:
        raise KeyError(payment)
    for month in Month.of(first).plus(-1).until(Month.of(last)):
        for rule in known:
            if month.month not in rule.months or not tables.holds(rule.valid_from, rule.valid_to, month.last):
                continue
            due_on = month.plus(rule.months_after).first.replace(day=rule.day)
            if first <= due_on <= last:
                yield Payment(payment, month, due_on, rule.cumulative_percent, rule.source)


@cache
def rules() -> tuple[Rule, ...]:
    """All days, past ones included."""
    return tuple(
        Rule(
            payment=row["payment"],
            months=tuple(int(month) for month in tables.parts(row["month"])),
            months_after=int(row["months_after"]),
            day=int(row["day"]),
            cumulative_percent=int(row["cumulative_percent"]) if row["cumulative_percent"] else None,
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=tables.day(row["valid_to"]),
            source=row["source"],
        )
        for row in tables.rows("income_tax_days")
    )
