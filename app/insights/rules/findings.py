"""All findings of one business on one day: the order is the order in which the app shows equals."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from app.books.records import Books, DocumentKind
from app.insights.records.answer import Finding, Priority
from app.insights.records.preferences import NOTHING_SAID, Preferences
from app.insights.records.tools import Tools
from app.insights.rules import history, ledgers
from app.insights.rules.capital import working_capital
from app.insights.rules.cash import cash_flow
from app.insights.rules.cash.outlook import Sides
from app.insights.rules.customers import buyers, customer_value
from app.insights.rules.general import gaps, month_review, odd_amounts, statutory
from app.insights.rules.paying import late_payment, overdue
from app.insights.rules.paying.late_payment import Expected
from app.insights.rules.trends import expenses, revenue

ZERO = Decimal(0)

HIGH, MEDIUM = 0.8, 0.5
"""The app's own marks: from 0.8 an insight is of high, from 0.5 of medium impact."""


def findings(books: Books, on: date, tools: Tools, said: Preferences = NOTHING_SAID) -> tuple[Finding, ...]:
    """What there is to say about `books` on `on` (a day in India) by the rules alone. As `told`, without a model."""
    sides = sides_of(books, on)
    expected = late_payment.expected(sides.sales, on, late_payment.by_habit, tools.payment_days)
    return told(books, sides, on, tools, expected, said)


def sides_of(books: Books, on: date) -> Sides:
    """The plausible books on `on` and both ledgers made of them."""
    known = history.plausible(books, on)
    sales, bills = (ledgers.ledger(known, kind) for kind in (DocumentKind.SALES_INVOICE, DocumentKind.SUPPLIER_BILL))
    return Sides(known, sales, bills)


def told(
    books: Books, sides: Sides, on: date, tools: Tools, expected: Sequence[Expected], said: Preferences = NOTHING_SAID
) -> tuple[Finding, ...]:
    """What there is to say on `on` about `books`, of which `sides` were made.

    tools : those who know arrays; expected : how likely the open invoices are to be paid late; said : by the owner
    """
    known, sales, bills = sides.books, sides.sales, sides.bills
    late = late_payment.chances(sales, on, expected)
    return (
        cash_flow.cash_flow(sides, on, tools, said),
        overdue.overdue(sales, bills, on, tools.payment_days, late),
        buyers.late_payers(sales, on),
        working_capital.working_capital(known, sales, bills, on, late),
        revenue.revenue_forecast(known, on, tools),
        expenses.expense_trend(known, on),
        buyers.top_customers(known, sales, on),
        buyers.quiet_customers(known, on),
        customer_value.customer_value(known, on, tools.purchases),
        statutory.statutory_dates(known, on, said),
        gaps.book_gaps(books, sales, bills, on),
        month_review.month_in_review(known, on),
        odd_amounts.odd_amounts(known, on),
    )


def monthly_revenue(known: Books, on: date) -> Decimal:
    """Mean sales before tax of the last three complete months, the measure of what matters here; zero if none.

    known : the plausible books on `on`
    """
    dated = ((document.issued_on, value) for document, value in history.sales(known))
    return revenue.monthly_mean(history.monthly(dated, on).amounts)


def impact_score(finding: Finding, revenue_a_month: Decimal) -> float | None:
    """Rupees at stake as a share of a month's sales, 0 to 1; None where no sales say how big the business is."""
    if revenue_a_month <= 0 or not finding.is_told:
        return None
    return round(min(float(finding.at_stake / revenue_a_month), 1.0), 2)


def priority(impact: float | None) -> Priority:
    """How soon to look at an insight of this impact."""
    if impact is None or impact < MEDIUM:
        return Priority.LOW
    return Priority.HIGH if impact >= HIGH else Priority.MEDIUM
