"""Documents whose payments come to more or less than they should, each with the payment that makes the difference."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from uuid import UUID

from app.books.records import Document, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules.customs import Customs
from app.fraud.rules.ledger import Ledger
from app.fraud.rules.payments import dealings, drawn, excesses, explanations, lumps, remarks, shortfalls, slips
from app.fraud.rules.payments.dealings import Dealing

MOST_SEARCHED = 400
"""So many documents of one firm are searched for explanations, the oldest first: beyond it gaps are how they deal."""
SLIP = 0.93
SLIP_BESIDE_CHARGE = 0.76
"""Few sums short by chance look like digits exchanged as well."""


def findings(ledger: Ledger, customs: Customs, taken: set[UUID]) -> Iterator[Finding]:
    """One finding for each document whose payments no explanation covers; payments in `taken` were named before."""
    searched: Counter[UUID | None] = Counter()
    lumped = lumps.members(ledger)
    spent: dict[UUID, Decimal] = {}
    for settled in ledger.settled.values():
        document = settled.document
        if settled.paid == document.total or explanations.is_rounding(document.total, settled.paid):
            continue
        found = dealings.dealing(ledger, settled, spent)
        if document.id in lumped or any(one.id in taken for one in found.payments):
            continue
        firm = ledger.firm(document.party_id)
        searched[firm] += 1
        if searched[firm] <= MOST_SEARCHED:
            yield from _found(found, customs)


def _found(dealing: Dealing, customs: Customs) -> Iterator[Finding]:
    odd = _mistyped(dealing)
    if dealing.gap < 0 and (dealing.returned or (odd is None and not _is_closed(dealing))):
        return
    doubt = excesses.doubt(dealing) if dealing.gap > 0 else shortfalls.doubt(dealing, customs)
    if doubt is None and odd is not None and explanations.is_odd_charge(-dealing.gap):
        doubt = Rule.DIGITS_SWAPPED, SLIP_BESIDE_CHARGE
    if doubt is None:
        return
    rule, chance = doubt
    if odd is not None:
        rule, chance = Rule.DIGITS_SWAPPED, _slip_chance(dealing, chance)
    yield drawn.finding(
        rule,
        chance,
        amount_at_risk=abs(dealing.gap),
        payments=[odd] if odd else _at_fault(dealing),
        documents=[dealing.document],
        expected=dealing.document.total,
        actual=dealing.paid,
    )


def _is_closed(dealing: Dealing) -> bool:
    """Whether the owner calls it settled, or stopped at what is exactly the value without GST."""
    return dealing.is_marked_paid or abs(-dealing.gap - dealing.document.tax_amount) <= 1


def _slip_chance(dealing: Dealing, chance: float) -> float:
    """A slip is plain however small; on a bill that stays open, or beside a note, it may be less by intent."""
    is_plain = (dealing.is_marked_paid or dealing.gap > 0) and not remarks.is_explained(*dealing.notes)
    return min(SLIP, max(chance + 0.06, SLIP_BESIDE_CHARGE)) if is_plain else min(SLIP, chance)


def _mistyped(dealing: Dealing) -> Payment | None:
    """The payment that looks like a mistyped amount of what the others left to pay."""
    for one in dealing.payments:
        due = dealing.document.total - dealing.paid + one.amount
        if slips.is_slip(due, one.amount):
            return one
    return None


def _at_fault(dealing: Dealing) -> Sequence[Payment]:
    """The payment without which all fits; else, where the others are alike, the odd one; else the last two."""
    if len(dealing.payments) == 1:
        return dealing.payments
    if dealing.gap > 0:
        too_much = [one for one in dealing.payments if _fits(dealing.document, dealing.paid - one.amount)]
        return too_much[-1:] or dealing.payments[-1:]
    times = Counter(one.amount for one in dealing.payments)
    usual, often = times.most_common(1)[0]
    odd = [one for one in dealing.payments if one.amount != usual]
    return odd if often > 1 and len(odd) == 1 else dealing.payments[-2:]


def _fits(document: Document, paid: Decimal) -> bool:
    return explanations.is_rounding(document.total, paid)
