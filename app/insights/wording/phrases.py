"""Pieces of sentences that several insights share: days, shares, months, and what is missing."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from app.insights.records.answer import Finding, Missing, NamedAmount, Need
from app.values import money
from app.values.period import Month

NEEDS = {
    Need.MONTHS_OF_SALES: "{need} complete {months} of sales (there {are} {have})",
    Need.MONTHS_OF_EXPENSES: "{need} complete {months} of expenses or bills (there {are} {have})",
    Need.WEEKS_OF_PAYMENTS: "{need} weeks of payments (there {are} {have})",
    Need.CREDIT_SALES: "{need} invoices in the last 90 days (there {are} {have})",
    Need.CREDIT_PURCHASES: "{need} supplier bills in the last 90 days (there {are} {have})",
    Need.SETTLED_INVOICES: "{need} paid invoices with a due date from one customer (the most is {have})",
    Need.NAMED_CUSTOMERS: "invoices that name their customer",
    Need.REPEAT_CUSTOMERS: "a customer who bought on {need} different days (the most is {have})",
    Need.RETURNS: "{need} purchases by customers who came back (there {are} {have})",
    Need.DAYS_OF_SALES: "{need} days since the first sale to a customer (it was {days} ago)",
    Need.COST_OF_SALES: "the cost of what was sold: products with a buying price on your invoices, or supplier bills",
    Need.MONEY_RECEIVED: "the money that comes in (none is written in your books)",
    Need.OPENING_BALANCE: "the cash and bank balance of today (no complete cash book is kept here)",
    Need.STOCK: "products with a quantity in stock and a buying price",
    Need.GSTIN: "the GSTIN of your business",
    Need.RUPEES: "books in Indian money, in which the law sets these sums (yours are in another currency)",
}


def rupees(amount: Decimal) -> str:
    """An amount as it is said: whole rupees, grouped in lakhs."""
    return money.spoken(money.rounded_to_rupee(amount))


def percent(share: float) -> str:
    """A share of 1 in percent, without a sign."""
    return f"{abs(share) * 100:.0f}%"


def day(when: date) -> str:
    """21 Nov 2026."""
    return f"{when.day} {when:%b %Y}"


def month(name: str) -> str:
    """`2026-11` as November 2026."""
    year, number = name.split("-")
    return f"{Month(int(year), int(number)).first:%B %Y}"


def days(number: float) -> str:
    """1 day, 20 days."""
    return f"{number:.0f} day" if round(number) == 1 else f"{number:.0f} days"


def count(number: int, one: str, many: str | None = None) -> str:
    """1 invoice, 3 invoices."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(parts: Iterable[str]) -> str:
    """a, b and c."""
    *head, last = parts
    return f"{', '.join(head)} and {last}" if head else last


def missing(lacking: Missing) -> str:
    """What is needed, what there is, and when the rest should be there."""
    sentence = NEEDS[lacking.what].format(
        have=lacking.have,
        need=lacking.need,
        days=days(lacking.have),
        are="is" if lacking.have == 1 else "are",
        months="month" if lacking.need == 1 else "months",
    )
    return f"{sentence}, expected on {day(lacking.expected_on)}" if lacking.expected_on else sentence


def still_needed(finding: Finding) -> str:
    """One sentence on all that is missing."""
    return f"Still needed: {listed([missing(lacking) for lacking in finding.missing])}."


def ask_for(item: NamedAmount) -> str:
    """Whom to ask for which money."""
    late = f", {days(item.days_late)} late" if item.days_late > 0 else f", due on {day(item.due_on)}"
    return f"Ask {item.party} for {rupees(item.amount)} (invoice {item.number}{late})."
