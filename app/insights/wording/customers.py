"""What the books say about customers, in words."""

from app.insights.records.answer import Words
from app.insights.records.customers import LatePayers, QuietCustomers, TopCustomers
from app.insights.wording.phrases import count, day, days, listed, percent, rupees, still_needed

NAMED = 3
CONCENTRATED = 0.3
"""From this share on, one customer leaving would be felt for months."""
WHO = {1: "Your only regular customer", 2: "Both regular customers"}
"""Whom a sentence on all regular customers means, where they are few."""


def top_customers(found: TopCustomers) -> Words:
    """Who brings in the sales, and how much hangs on one."""
    if not found.top or found.top_share is None:
        return Words("Customers: no named sales yet", still_needed(found))
    first = found.top[0]
    names = listed([f"{one.party} ({rupees(one.sales)}, {percent(one.share)})" for one in found.top])
    text = f"In the last 12 months: {names}. Together {percent(found.top_share)} of {rupees(found.total_sales)}."
    advice = [f"Thank {first.party} and ask what else they need: they bring {rupees(found.at_stake)} a month."]
    if first.share >= CONCENTRATED:
        advice.append(f"{percent(first.share)} of sales hangs on {first.party}: look for a second large customer.")
    if found.unnamed_sales > 0:
        advice.append(f"{rupees(found.unnamed_sales)} of sales names no customer: write the name on the invoice.")
    return Words(f"{first.party} brings {percent(first.share)} of your sales", text, tuple(advice))


def late_payers(found: LatePayers) -> Words:
    """Who pays late, by how many days, and what they owe now."""
    if not found.is_told:
        return Words("Payment habits: not enough paid invoices yet", still_needed(found))
    if not found.payers and not found.slower:
        judged = count(found.judged_customers, "customer")
        return Words("Your customers pay on time", f"Of {judged} with paid invoices, nobody is usually late.")
    text = [*_usually_late(found), *_slower(found), f"They owe {rupees(found.at_stake)} today."]
    return Words(_title_of_late(found), " ".join(text), _reminders(found))


def _title_of_late(found: LatePayers) -> str:
    if not found.payers:
        first, *others = found.slower
        more = f" and {count(len(others), 'other')}" if others else ""
        return f"{first.party}{more} {'pay' if others else 'pays'} slower than before"
    return f"{count(len(found.payers), 'customer')} usually {'pays' if len(found.payers) == 1 else 'pay'} late"


def _usually_late(found: LatePayers) -> list[str]:
    if not found.payers:
        return []
    names = listed([f"{one.party} pays {days(one.median_days_late)} late" for one in found.payers[:NAMED]])
    late, judged = len(found.payers), count(found.judged_customers, "customer")
    return [f"{late} of {judged} usually {'pays' if late == 1 else 'pay'} late: {names}."]


def _slower(found: LatePayers) -> list[str]:
    return [
        f"{one.party} pays slower than before: {days(one.days_late_lately)} late in the last half-year, "
        f"{_before(one.days_late_before)} earlier."
        for one in found.slower[:NAMED]
    ]


def _before(days_late: int) -> str:
    if days_late == 0:
        return "on the due date"
    return f"{days(abs(days_late))} {'late' if days_late > 0 else 'early'}"


def _reminders(found: LatePayers) -> tuple[str, ...]:
    newly = {one.party_id for one in found.slower[:NAMED]}
    called = [
        f"Call {one.party} and ask what has changed; {rupees(one.open_amount)} is open."
        for one in found.slower[:NAMED]
        if one.open_amount > 0
    ]
    reminded = [
        f"Remind {one.party} a week before the due date; {rupees(one.open_amount)} is open."
        for one in found.payers[:NAMED]
        if one.open_amount > 0 and one.party_id not in newly
    ]
    return (*called, *reminded)


def quiet_customers(found: QuietCustomers) -> Words:
    """Who has stopped buying."""
    if not found.is_told:
        return Words("Returning customers: not enough sales yet", still_needed(found))
    if not found.quiet:
        regular = count(found.repeat_customers, "regular customer")
        text = f"{WHO.get(found.repeat_customers, f'All {regular}')} bought about as often as usual."
        return Words("No regular customer has gone quiet", text)
    names = listed([f"{one.party} (last bought on {day(one.last_bought_on)})" for one in found.quiet[:NAMED]])
    text = f"{names} stopped buying. Quiet customers used to bring {rupees(found.at_stake)} a month in all."
    advice = tuple(
        f"Call {one.party}: they used to buy every {days(one.usual_interval_days)}, about {rupees(one.monthly_sales)}"
        f" a month, and have been silent for {days(one.silent_days)}."
        for one in found.quiet[:NAMED]
    )
    return Words(f"{count(len(found.quiet), 'regular customer')} gone quiet", text, advice)
