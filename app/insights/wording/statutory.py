"""What the law wants in the coming weeks, in words."""

from decimal import Decimal

from app.insights.records.answer import Words
from app.insights.records.statutory import AmountFrom, Filing, StatutoryDate, StatutoryDates
from app.insights.wording.phrases import day, days, listed, month, rupees, still_needed

NAMED = 4

WHOM = {
    Filing.GST_MONTHLY: "if you file monthly",
    Filing.GST_QUARTERLY: "if you file quarterly",
    Filing.GST_COMPOSITION: "if you pay under composition",
    Filing.TDS: "if you deduct TDS",
    Filing.ADVANCE_TAX: "if you pay advance tax",
}

ABOUT = {
    AmountFrom.BOOKS: "{amount} by your books",
    AmountFrom.BOOKS_AND_PACE: "{amount} if the month goes on as before",
    AmountFrom.PAST_PAYMENTS: "{amount} if it is as last time",
}


def statutory_dates(found: StatutoryDates) -> Words:
    """What falls due with how much, and the GST of the last month by the books."""
    if not found.is_told or not found.dates:
        return Words("No tax date in the next 45 days", still_needed(found) if found.missing else "Nothing falls due.")
    dates = sorted(found.dates, key=_doubt)
    text = f"Coming: {listed([dated(one) for one in dates[:NAMED]])}."
    if not found.missing and found.filing is not Filing.GST_COMPOSITION and (found.output_tax or found.input_tax):
        text += (
            f" For {month(found.gst_month)} your books show {_gst(found.output_tax)} on sales and"
            f" {_gst(found.input_tax)} on purchases."
        )
        if found.blocked_credit > 0:
            text += f" {rupees(found.blocked_credit)} of that belongs to sales without tax and cannot be set off."
    return Words(_title(dates[0]), text, tuple(_advice(found)))


def _doubt(one: StatutoryDate) -> int:
    """What the business does comes before GST of which its way of filing is unknown, and that before income tax."""
    return 0 if one.is_certain else 1 if one.filing.value.startswith("gst") else 2


def _title(one: StatutoryDate) -> str:
    amount = f" of about {rupees(one.amount)}" if one.amount else ""
    whom = "" if one.is_certain else f" {WHOM[one.filing]}"
    when = f"in {days(one.days_left)}" if one.days_left else "today"
    return f"{one.name}{amount} is due {when}{whom}"


def dated(one: StatutoryDate) -> str:
    """One date with its amount, and for whom it holds where that is not known."""
    notes = [] if one.is_certain else [WHOM[one.filing]]
    if one.amount is not None and one.amount_from is not None:
        amount = f"about {rupees(one.amount)}" if one.amount else "nothing to pay"
        notes.append(ABOUT[one.amount_from].format(amount=amount))
    note = f" ({', '.join(notes)})" if notes else ""
    return f"{one.name} for {month(one.period)} on {day(one.due_on)}{note}"


def _advice(found: StatutoryDates) -> list[str]:
    advice = []
    due = next((one for one in found.dates if one.amount), None)
    if due is not None and due.amount is not None:
        check = "; GSTR-2B says what may be claimed" if due.filing.value.startswith("gst") else ""
        advice.append(f"Set aside about {rupees(due.amount)} for {due.name} on {day(due.due_on)}{check}.")
    if found.credit_carried > 0:
        advice.append(f"About {rupees(found.credit_carried)} of earlier input tax should be left over to set off.")
    if found.missing:
        advice.append("Enter your GSTIN in the app to see GST dates too.")
    elif found.filing is None:
        advice.append("Say in the settings whether you file GST monthly or quarterly, to see only your own dates.")
    return advice


def _gst(amount: Decimal) -> str:
    return f"GST of {rupees(amount)}" if amount else "no GST"
