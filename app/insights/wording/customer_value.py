"""What customers are worth, in words: who they are, what they should buy, whom to call.

On whom too much hangs, and sales without a name, are told once: with the top customers (`customers.py`).
"""

from app.insights.records.answer import Words
from app.insights.records.customer_value import CustomerValue, ExpectedPurchases, Segment, ValuedCustomer
from app.insights.wording.phrases import count, days, listed, rupees, still_needed

CALLED = 3

SAID = {
    Segment.BEST: "among your best",
    Segment.LOYAL: "loyal",
    Segment.NEW: "new",
    Segment.SLIPPING: "slipping away",
    Segment.LOST: "probably lost",
}


def customer_value(found: CustomerValue) -> Words:
    """What the customers should bring, how they stand, and whom to call first."""
    if not found.is_told:
        return Words("Purchases to come: no named sales yet", still_needed(found))
    parts = [f"Of {count(found.customers, 'customer')}, {listed(_standing(found))}."]
    if found.expected:
        parts.insert(0, _soon(found.expected[0]))
    if found.at_stake > 0:
        parts.append(f"{rupees(found.at_stake)} of that time's usual purchases are at risk.")
    if found.missing:
        parts.append(still_needed(found))
    return Words(_title(found), " ".join(parts), tuple(map(_call, found.to_call[:CALLED])))


def _soon(one: ExpectedPurchases) -> str:
    """What they should buy; where nearly all fell silent that is nothing, and no band of zeros is told."""
    if not round(one.high80):
        return f"Nothing much is to be expected from your customers in the next {days(one.days)}."
    band = f"8 times in 10 between {rupees(one.low80)} and {rupees(one.high80)}"
    return f"Your customers should buy for about {rupees(one.value)} in the next {days(one.days)} ({band})."


def _title(found: CustomerValue) -> str:
    if found.at_stake > 0:
        return f"{rupees(found.at_stake)} of purchases at risk"
    if found.expected:
        return f"{rupees(found.expected[0].value)} expected from your customers"
    return f"You have {count(found.customers, 'named customer')}"


def _standing(found: CustomerValue) -> list[str]:
    return [f"{one.customers} {'is' if one.customers == 1 else 'are'} {SAID[one.segment]}" for one in found.segments]


def _call(one: ValuedCustomer) -> str:
    return (
        f"Call {one.party}: they bought about every {days(one.usual_interval_days)}, {rupees(one.usual_order)} each "
        f"time, and have been silent for {days(one.silent_days)}. {rupees(one.at_risk)} in three months hangs on them."
    )
