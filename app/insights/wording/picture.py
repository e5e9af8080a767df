"""A chart in sentences, for whoever hears it instead of seeing it, and what is said where there is none."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from app.books.records.parties import RUPEE
from app.insights.records.answer import InsightType
from app.insights.records.evidence import Unit
from app.insights.records.picture import Line
from app.insights.wording import currency, phrases

NAMES = {
    InsightType.CASH_FLOW_PREDICTION: "Cash ahead",
    InsightType.CUSTOMER_ANALYSIS: "Your customers",
    InsightType.WORKING_CAPITAL: "Working capital",
    InsightType.EXPENSE_TREND: "Your expenses",
    InsightType.REVENUE_FORECAST: "Sales ahead",
    InsightType.GENERAL: "Your business",
}
"""Titles for charts whose own cannot be drawn."""


def described(description: str, lines: Sequence[Line], money: str) -> str:
    """What the insight says, and where each line begins, ends, and is lowest."""
    return " ".join([description, *(currency.said(_course(line), money) for line in lines)])


def nothing(still_needed: Iterable[str]) -> str:
    """That there is no chart, and what is missing for one."""
    needed = list(still_needed)
    said = "There is nothing to draw for this insight yet"
    return f"{said}. Still needed: {phrases.listed(needed)}." if needed else f"{said}: it tells no course of time."


def sign(money: str) -> str:
    """What stands before an amount in this currency."""
    return "₹" if money == RUPEE else currency.SIGNS.get(money, f"{money} ")


def _course(line: Line) -> str:
    first, last = line.dots[0], line.dots[-1]
    lowest = min(line.dots, key=lambda dot: dot.value)
    said = f"{line.title}: {_value(first.value, line.unit)} on {phrases.day(first.on)}"
    if lowest not in (first, last):
        said += f", lowest {_value(lowest.value, line.unit)} on {phrases.day(lowest.on)}"
    return f"{said}, {_value(last.value, line.unit)} on {phrases.day(last.on)}." if last is not first else f"{said}."


def _value(value: float, unit: Unit) -> str:
    if unit is Unit.RUPEES:
        return phrases.rupees(Decimal(repr(value)))
    if unit is Unit.SHARE:
        return f"{100 * value:.0f}%"
    return phrases.days(value) if unit is Unit.DAYS else f"{value:.0f}"
