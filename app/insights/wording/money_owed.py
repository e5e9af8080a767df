"""Overdue money, when it should come, and our own late bills in words."""

from app.insights.records.answer import Words
from app.insights.records.money_owed import ExpectedPayment, Overdue
from app.insights.wording.phrases import ask_for, count, day, days, listed, percent, rupees

ASKED_FOR = 3
FEW_DAYS = 3


def overdue(found: Overdue) -> Words:
    """How much is late, what should come when, and whom to ask first."""
    asked = tuple(ask_for(item) for item in found.largest[:ASKED_FOR])
    advice = asked + _likely_late(found) + _own_bills(found) + _old_bills(found)
    if not found.total_open:
        return Words("No customer is overdue", "Customers owe you nothing on invoices.", advice)
    if not found.overdue_documents:
        text = f"Of {rupees(found.total_open)} that customers owe, nothing is past its due date."
        return Words("No customer is overdue", " ".join([text, *_coming(found)]), advice)
    invoices = count(found.overdue_documents, "invoice")
    text = f"{invoices} past the due date, out of {rupees(found.total_open)} that customers owe in all."
    if found.assumed_due_dates:
        text += (
            f" {count(found.assumed_due_dates, 'invoice')} without a due date counted by the customer's usual terms."
        )
    return Words(f"{rupees(found.total_overdue)} is overdue from customers", " ".join([text, *_coming(found)]), advice)


def _coming(found: Overdue) -> list[str]:
    """What the open invoices should bring soon, what is most at risk, how sure such days were, and who is new."""
    if not found.expected:
        return []
    parts = [f"About {rupees(found.expected_soon)} of it should come within {days(found.soon_days)}."]
    parts += _most_at_risk(found.expected[0])
    if found.tested is not None:
        parts.append(
            f"At {count(found.tested.origins, 'earlier date')} the day foretold was off by "
            f"{days(found.tested.error_days)}, the due date by {days(found.tested.due_date_error_days)}."
        )
    if found.cold_customers:
        verb = "has" if found.cold_customers == 1 else "have"
        parts.append(
            f"{count(found.cold_customers, 'customer')} {verb} never paid before: how all others pay stands in."
        )
    return parts


def _most_at_risk(one: ExpectedPayment) -> list[str]:
    named = f"{rupees(one.amount)} from {one.party} (invoice {one.number})"
    if one.expected_on is None:
        return [f"Most at risk: {named}, which may not come within half a year."]
    said = f"Most at risk: {named}, expected about {day(one.expected_on)}"
    if one.earliest_on and one.latest_on and (one.latest_on - one.earliest_on).days > FEW_DAYS:
        said += f", most likely between {day(one.earliest_on)} and {day(one.latest_on)}"
    return [f"{said}."]


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


def _old_bills(found: Overdue) -> tuple[str, ...]:
    """What the law says of small suppliers, with what is not known."""
    old = found.old_bills
    if old is None:
        return ()
    first = old.largest[0]
    return (
        f"{count(old.documents, 'bill')} of {rupees(old.amount)} {'is' if old.documents == 1 else 'are'} older than "
        f"{old.limit_days} days, first of all bill {first.number} of {first.party}. Your books do not say which "
        f"suppliers are registered as micro or small: to those you owe interest after {old.limit_days} days at most "
        f"({old.source}). Ask them for their Udyam number.",
    )
