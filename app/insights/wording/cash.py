"""The cash-flow prediction in words."""

from app.insights.records.answer import Need, Words
from app.insights.records.cash import Action, CashAction, CashFlow, CashOut, CashWeek
from app.insights.records.evidence import RowKind
from app.insights.wording.phrases import ask_for, day, listed, rupees, still_needed

ASKED_FOR = 3
TAXES_NAMED = 2
CAUSES = 2

RARE = 0.05
"""A chance under one in twenty is told as "unlikely", without a number that means nothing."""

MORE_LIKELY_THAN_NOT = 0.5
"""From this chance on running short heads the card, even where the expected balances stay above the floor."""

PAYMENT_DATES = {
    "payment_habits": "Payment dates follow how each customer and supplier has paid before.",
    "due_dates": "Too few paid invoices are known to learn payment dates, so due dates are used.",
}

FROM_CASH_BOOK = "Money that only your cash book tells of is counted from its lines."

NOT_INCLUDED = {
    "tds": "TDS that you deduct",
    "advance_tax": "advance tax",
    "loans": "loans",
    "owner_drawings_outside_the_books": "what you take out for yourself without writing it down",
}


def cash_flow(found: CashFlow) -> Words:
    """Where the cash goes in thirteen weeks, when it is lowest, how likely it is too little, and what to do."""
    if not found.is_told or found.lowest is None:
        return Words("Cash flow: not enough history yet", still_needed(found))
    if any(lacking.what is Need.MONEY_RECEIVED for lacking in found.missing):
        return _only_spending(found)
    return Words(_title(found, found.lowest), _description(found, found.lowest), tuple(_advice(found, found.lowest)))


def _only_spending(found: CashFlow) -> Words:
    """What goes out, of books that hold no money that came in: nothing can be said of what will be there."""
    sentences = ["No money that comes in is written in your books, so only what goes out can be told.", *_cause(found)]
    advice = ("Write down sales and the money you receive, and the cash ahead can be told.",)
    return Words(f"{rupees(found.total_out)} should go out in 13 weeks", " ".join(sentences), advice)


def _title(found: CashFlow, lowest: CashWeek) -> str:
    if found.first_short is not None and found.floor is not None:
        missing = rupees(found.floor - lowest.balance)
        return f"Cash may run short by {missing} from the week to {day(found.first_short.ends_on)}"
    if (
        found.likely_short_on is not None
        and found.shortfall is not None
        and (found.probability_below_floor or 0) >= MORE_LIKELY_THAN_NOT
    ):
        return f"Cash may run short by {rupees(found.shortfall)} in the week to {day(found.likely_short_on)}"
    change = found.total_in - found.total_out
    return f"Cash should {'grow' if change >= 0 else 'fall'} by {rupees(abs(change))} in 13 weeks"


def _description(found: CashFlow, lowest: CashWeek) -> str:
    sentences = [
        f"In the next 13 weeks about {rupees(found.total_in)} should come in and {rupees(found.total_out)} go out.",
        _lowest(found, lowest),
        *_cause(found),
        *_odds(found),
        *_taxes(found),
        *_read_from(found),
    ]
    if found.doubtful_total > 0:
        sentences.append(f"{rupees(found.doubtful_total)} of old invoices is not counted on.")
    if found.confidence == "low":
        sentences.append("Take this as a rough guide: the history is short or uneven.")
    sentences.append(f"Not included: {listed([NOT_INCLUDED[name] for name in found.not_included])}.")
    return " ".join(sentences)


def _lowest(found: CashFlow, lowest: CashWeek) -> str:
    band = ""
    if lowest.balance_low is not None and lowest.balance_high is not None:
        band = f" (8 times out of 10 between {rupees(lowest.balance_low)} and {rupees(lowest.balance_high)})"
    if found.opening_balance is None:
        side = "below" if lowest.balance < 0 else "above"
        return (
            f"The lowest point is the week to {day(lowest.ends_on)}: {rupees(abs(lowest.balance))} {side} today{band}."
        )
    return f"The lowest balance is {rupees(lowest.balance)} in the week to {day(lowest.ends_on)}{band}."


def _cause(found: CashFlow) -> list[str]:
    """What takes the cash under the floor, or the largest payments ahead."""
    if not found.largest_out:
        return []
    named = [_largest(one) for one in found.largest_out[:CAUSES]]
    if found.first_short is None or found.floor is None:
        return [f"The largest payments ahead: {listed(named)}."]
    week = day(found.first_short.ends_on)
    return [
        f"In the week to {week} it goes under {rupees(found.floor)}; the largest payments by then: {listed(named)}."
    ]


def _largest(one: CashOut) -> str:
    """One payment: a tax on its day, a line of the cash book for what it says, all else to whom it goes."""
    if one.kind is None:
        return f"{one.name} of {rupees(one.amount)} on {day(one.on)}"
    which = f" (bill {one.number})" if one.number else ""
    link = "for" if one.kind is RowKind.CASH_ENTRY else "to"
    return f"{rupees(one.amount)} {link} {one.name}{which} about {day(one.on)}"


def _odds(found: CashFlow) -> list[str]:
    """How likely the cash falls under the floor, when, and how deep."""
    if found.probability_below_floor is None or found.floor is None:
        return []
    under = f"falls under {rupees(found.floor)}" if found.floor else "falls below zero"
    if found.probability_below_floor < RARE or found.shortfall is None or found.likely_short_on is None:
        return [f"It is unlikely that it {under}."]
    return [
        f"The chance that it {under} is {chance(found.probability_below_floor)}, most likely first in the week to"
        f" {day(found.likely_short_on)}; then about {rupees(found.shortfall)} would be missing."
    ]


def _read_from(found: CashFlow) -> list[str]:
    """What the figures rest on: the cash book, and how payment dates of invoices are known."""
    cash_book = [FROM_CASH_BOOK] if found.cash_book_lines else []
    has_invoices = found.settled_invoices or found.expected_largest or not found.cash_book_lines
    return [*cash_book, PAYMENT_DATES[found.payment_dates_from]] if has_invoices else cash_book


def _taxes(found: CashFlow) -> list[str]:
    told = {(one.name, one.on) for one in found.largest_out[:CAUSES]}
    taxes = [one for one in found.statutory if one.amount and (one.name, one.due_on) not in told]
    named = [f"{one.name} of about {rupees(one.amount)} on {day(one.due_on)}" for one in taxes if one.amount]
    named = named[:TAXES_NAMED]
    return [f"This counts in {listed(named)}."] if named else []


def _advice(found: CashFlow, lowest: CashWeek) -> list[str]:
    advice = [_action(one) for one in found.actions]
    advice += _asked(found)
    collected = {one.item.document_id for one in found.actions}
    advice += [ask_for(item) for item in found.expected_largest[:ASKED_FOR] if item.document_id not in collected]
    if found.doubtful:
        names = listed([f"{item.party} ({item.number})" for item in found.doubtful[:ASKED_FOR]])
        advice.append(f"Agree on instalments or a date in writing for the oldest invoices: {names}.")
    is_shrinking = found.opening_balance is None and found.total_out > found.total_in
    if found.first_short is not None or is_shrinking:
        advice.append(f"Put off larger purchases until after {day(lowest.ends_on)}, or ask suppliers for longer terms.")
    if found.opening_balance is None:
        advice.append("Keep the cash book in the app or enter today's balance, so that the balance can be predicted.")
    return advice


def _asked(found: CashFlow) -> list[str]:
    """The bill that weighs most before the cash runs short, where nothing better is known against it."""
    tried = {one.item.document_id for one in found.actions}
    bill = next((one for one in found.largest_out if one.number), None) if found.first_short else None
    if bill is None or bill.row_id in tried:
        return []
    return [f"Ask {bill.name} whether bill {bill.number} of {rupees(bill.amount)} can be paid in parts."]


def _action(one: CashAction) -> str:
    """What to do about one document, and what that changes."""
    effect = (
        f"the chance of running short goes from {chance(one.probability_before)} to {chance(one.probability_after)}"
    )
    if one.action is Action.COLLECT:
        return (
            f"Collect {rupees(one.amount)} from {one.item.party} (invoice {one.item.number}) within a week: {effect}."
        )
    return f"Pay {one.item.party} {rupees(one.amount)} (bill {one.item.number}) 30 days later: {effect}."


def chance(probability: float) -> str:
    """A probability as it is said: never quite none, never quite sure."""
    percent = round(probability * 100)
    if percent < 1:
        return "under 1%"
    return "over 99%" if percent > 99 else f"{percent}%"
