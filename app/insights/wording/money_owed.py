"""Overdue money and working capital in words."""

from app.insights.records.answer import Words
from app.insights.records.money_owed import Overdue, WorkingCapital
from app.insights.wording.phrases import ask_for, count, days, listed, percent, rupees, still_needed

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


def working_capital(found: WorkingCapital) -> Words:
    """How long money is away, against what is usual here."""
    if not found.is_told:
        return Words("Working capital: not enough invoices yet", still_needed(found))
    now, parts = found.now, []
    if now.dso_days is not None:
        parts.append(f"Customers owe {rupees(now.receivables)}, that is {days(now.dso_days)} of sales.")
    if now.dpo_days is not None:
        parts.append(f"You owe suppliers {rupees(now.payables)}, that is {days(now.dpo_days)} of purchases.")
    if found.usual_dso_days is not None:
        parts.append(f"Over the last months {days(found.usual_dso_days)} of sales were usual.")
    title = f"Your money is out for {days(now.dso_days)}" if now.dso_days is not None else "What you owe"
    return Words(title, " ".join(parts), tuple(_advice(found)))


def _advice(found: WorkingCapital) -> list[str]:
    advice = []
    if found.tied_up > 0:
        advice.append(f"Back at the usual pace of payment, {rupees(found.tied_up)} would be free.")
    advice += [ask_for(item) for item in found.largest_open[:ASKED_FOR]]
    return advice


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
