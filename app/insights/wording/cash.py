"""The cash-flow prediction in words."""

from decimal import Decimal

from app.insights.records.answer import Words
from app.insights.records.cash import CashFlow, CashWeek
from app.insights.wording.phrases import ask_for, day, listed, rupees, still_needed

ASKED_FOR = 3

PAYMENT_DATES = {
    "payment_habits": "Payment dates follow how each customer and supplier has paid before.",
    "due_dates": "Too few paid invoices are known to learn payment dates, so due dates are used.",
}


def cash_flow(found: CashFlow) -> Words:
    """Where the cash goes in thirteen weeks, when it is lowest, and whom to ask."""
    if not found.is_told or found.lowest is None:
        return Words("Cash flow: not enough history yet", still_needed(found))
    return Words(_title(found, found.lowest), _description(found, found.lowest), tuple(_advice(found, found.lowest)))


def _title(found: CashFlow, lowest: CashWeek) -> str:
    if lowest.balance < 0 and found.opening_balance is not None:
        return f"Cash may run short by {rupees(-lowest.balance)} around {day(lowest.ends_on)}"
    change = found.total_in - found.total_out
    return f"Cash should {'grow' if change >= 0 else 'fall'} by {rupees(abs(change))} in 13 weeks"


def _description(found: CashFlow, lowest: CashWeek) -> str:
    sentences = [
        f"In the next 13 weeks about {rupees(found.total_in)} should come in and {rupees(found.total_out)} go out.",
        _lowest(found, lowest),
        PAYMENT_DATES[found.payment_dates_from],
    ]
    if found.doubtful_total > 0:
        sentences.append(f"{rupees(found.doubtful_total)} of old invoices is not counted on.")
    if found.confidence == "low":
        sentences.append("Take this as a rough guide: the history is short or uneven.")
    return " ".join(sentences)


def _lowest(found: CashFlow, lowest: CashWeek) -> str:
    band = ""
    if lowest.balance_low is not None and lowest.balance_high is not None:
        band = f" (8 times out of 10 between {rupees(lowest.balance_low)} and {rupees(lowest.balance_high)})"
    if found.opening_balance is None:
        side = "below" if lowest.balance < 0 else "above"
        return f"The lowest point is the week to {day(lowest.ends_on)}: {_size(lowest.balance)} {side} today{band}."
    return f"The lowest balance is {rupees(lowest.balance)} in the week to {day(lowest.ends_on)}{band}."


def _size(amount: Decimal) -> str:
    return rupees(abs(amount))


def _advice(found: CashFlow, lowest: CashWeek) -> list[str]:
    advice = [ask_for(item) for item in found.expected_largest[:ASKED_FOR]]
    if found.doubtful:
        names = listed([f"{item.party} ({item.number})" for item in found.doubtful[:ASKED_FOR]])
        advice.append(f"Agree on instalments or a date in writing for the oldest invoices: {names}.")
    if lowest.balance < 0:
        advice.append(f"Put off larger purchases until after {day(lowest.ends_on)}, or ask suppliers for longer terms.")
    if found.opening_balance is None:
        advice.append("Keep the cash book in the app, so that the balance itself can be predicted.")
    return advice
