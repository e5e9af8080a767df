"""The cash prediction alone of some books, with the real tools."""

from datetime import date
from functools import cache

from app.books.records import Books
from app.insights.records.cash import CashFlow
from app.insights.records.evidence import Point
from app.insights.records.preferences import NOTHING_SAID, Preferences
from app.insights.records.tools import Tools
from app.insights.rules import findings
from app.insights.rules.cash import cash_flow
from app.insights.rules.cash.parts import Parts, parts
from app.insights.service import tools
from tests.insights.planted import TODAY


@cache
def kit() -> Tools:
    """Those who know arrays."""
    return tools.loaded()


def foretold(books: Books, said: Preferences = NOTHING_SAID, on: date = TODAY) -> CashFlow:
    """What is foretold of the cash."""
    return cash_flow.cash_flow(findings.sides_of(books, on), on, kit(), said)


def parts_of(books: Books, said: Preferences = NOTHING_SAID, on: date = TODAY) -> Parts:
    """The parts it is made of, by day."""
    return parts(findings.sides_of(books, on), on, kit().payment_days, said)


def line(found: CashFlow, name: str) -> tuple[Point, ...]:
    """The points of one of its series."""
    return next(one.points for one in found.series if one.name == name)
