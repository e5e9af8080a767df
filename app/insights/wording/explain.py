"""From any finding to its words."""

from functools import singledispatch

from app.insights.records.answer import Finding, Words
from app.insights.records.capital import WorkingCapital
from app.insights.records.cash import CashFlow
from app.insights.records.customer_value import CustomerValue
from app.insights.records.customers import LatePayers, QuietCustomers, TopCustomers
from app.insights.records.housekeeping import BookGaps
from app.insights.records.money_owed import Overdue
from app.insights.records.review import MonthInReview, OddAmounts
from app.insights.records.statutory import StatutoryDates
from app.insights.records.trends import ExpenseTrend, RevenueForecast
from app.insights.wording import (
    capital,
    cash,
    customer_value,
    customers,
    expenses,
    housekeeping,
    money_owed,
    revenue,
    review,
    statutory,
)


@singledispatch
def words(found: Finding) -> Words:
    """Title, description and recommendations of `found`. Raises `TypeError` for a finding that has no words yet."""
    raise TypeError(f"no words for {type(found).__name__}")


words.register(CashFlow, cash.cash_flow)
words.register(Overdue, money_owed.overdue)
words.register(WorkingCapital, capital.working_capital)
words.register(TopCustomers, customers.top_customers)
words.register(LatePayers, customers.late_payers)
words.register(QuietCustomers, customers.quiet_customers)
words.register(CustomerValue, customer_value.customer_value)
words.register(RevenueForecast, revenue.revenue_forecast)
words.register(ExpenseTrend, expenses.expense_trend)
words.register(StatutoryDates, statutory.statutory_dates)
words.register(BookGaps, housekeeping.book_gaps)
words.register(MonthInReview, review.month_in_review)
words.register(OddAmounts, review.odd_amounts)
