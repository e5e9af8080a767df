"""Overdue money in words."""

from app.insights.records.answer import Words
from app.insights.records.money_owed import Overdue
from app.insights.wording.phrases import ask_for, count, listed, percent, rupees

ASKED_FOR = 3


def overdue(found: Overdue) -> Words:
    """How much is late, and whom to ask first."""
    advice = _likely_late(found) + _own_bills(found)
    if not found.overdue_documents:
        text = f"Of {rupees(found.total_open)} that customers owe, nothing is past its due date."
        return Words("No customer is overdue", text, advice)
    invoices = count(found.overdue_documents, "invoice")
    text = f"{invoices} past the due date, out of {rupees(found.total_open)} that customers owe in all."
    if found.assumed_due_dates:
        text += (
            f" {count(found.assumed_due_dates, 'invoice')} without a due date counted by the customer's usual terms."
        )
    asked = tuple(ask_for(item) for item in found.largest[:ASKED_FOR])
    return Words(f"{rupees(found.total_overdue)} is overdue from customers", text, asked + advice)


def _likely_late(found: Overdue) -> tuple[str, ...]:
    """Which invoices to remind of before they are late beyond a fortnight."""
    if not found.likely_late:
        return ()
    named = [
        f"invoice {item.number} of {item.party} for {rupees(item.amount)} ({percent(chance)} likely)"
        for item in found.likely_late
        if (chance := item.late_probability) is not None
    ]
    verb = "is" if len(named) == 1 else "are"
    return (
        f"Likely to be paid more than {found.late_after_days} days late {verb} {listed(named)}: "
        "a reminder now costs nothing.",
    )


def _own_bills(found: Overdue) -> tuple[str, ...]:
    if not found.payable_largest:
        return ()
    largest = found.payable_largest[0]
    return (
        f"You are late yourself with {rupees(found.payable_overdue)} to suppliers, "
        f"first of all {rupees(largest.amount)} to {largest.party} (bill {largest.number}).",
    )
