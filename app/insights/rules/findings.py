"""All findings of one business on one day: the order is the order in which the app shows equals."""

from datetime import date
from decimal import Decimal

from app.books.records import Books, DocumentKind
from app.insights.records.answer import Finding, Priority
from app.insights.rules import (
    cash_flow,
    customers,
    expenses,
    gaps,
    history,
    ledgers,
    receivables,
    revenue,
    statutory,
    working_capital,
)
from app.insights.rules.revenue import Forecaster

ZERO = Decimal(0)

HIGH, MEDIUM = 0.8, 0.5
"""The app's own marks: from 0.8 an insight is of high, from 0.5 of medium impact."""


def findings(books: Books, on: date, forecaster: Forecaster) -> tuple[Finding, ...]:
    """What there is to say about `books` on `on` (a day in India). `forecaster` continues a monthly series."""
    known = history.plausible(books, on)
    sales = ledgers.ledger(known, DocumentKind.SALES_INVOICE)
    bills = ledgers.ledger(known, DocumentKind.SUPPLIER_BILL)
    return (
        cash_flow.cash_flow(known, sales, bills, on),
        receivables.overdue(sales, bills, on),
        customers.late_payers(sales, on),
        working_capital.working_capital(sales, bills, on),
        revenue.revenue_forecast(known, on, forecaster),
        expenses.expense_trend(known, on),
        customers.top_customers(known, sales, on),
        customers.quiet_customers(known, on),
        statutory.statutory_dates(known, on),
        gaps.book_gaps(books, sales, bills, on),
    )


def monthly_revenue(books: Books, on: date) -> Decimal:
    """Mean sales before tax of the last three complete months, the measure of what matters here; zero if none."""
    known = history.plausible(books, on)
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
