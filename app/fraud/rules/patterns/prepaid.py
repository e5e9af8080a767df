"""Money before the bill: advances to a supplier that never sends one, and a supplier always paid ahead of its bills.

Innocent are those who never send bills: lenders, landlords, offices, insurers, the owner (said in the note or by the
name), small sums, and orders (an advance that names one); and businesses in which suppliers without bills are usual.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Books, Direction, Document, PartyKind, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns import evidence
from app.fraud.rules.patterns.buying import Buying
from app.fraud.rules.patterns.significance import binomial_tail
from app.fraud.rules.payments import remarks

LEAST = 3
AHEAD = timedelta(days=5)
SPAN, GRACE = timedelta(days=45), timedelta(days=60)
"""Over so many days the advances run, and so long after the third the bill may still come."""
SMALL = Decimal("0.25")
MOST_UNBILLED, LEAST_BILLED = 0.15, 10
"""Share of the suppliers who get money but send no bill, from which on that is usual here."""
MOST_AHEAD, SIGNIFICANT = 0.08, 0.001
ADVANCES_CHANCE, NAMED_ADVANCE, AHEAD_CHANCE, ONE_HAND = 0.76, 0.1, 0.74, 0.06
_NEVER_BILL = re.compile(
    r"\b(loan|emi|rent|lease|deposit|salary|wages?|bonus|drawings?|capital|interest|tax|gst|tds|challan|pf|esi|insurance"
    r"|premium|electricity|fees?|donation|chanda|kiraya|committee|chit|refund|reimburse\w*|bank|finance|imprest|petty"
    r"|municipal\w*|corporation|government|govt|society|trust|labou?r|mazdoor\w*)\b|किराया|वेतन|मजदूरी|कर्ज",
    re.IGNORECASE,
)


def findings(buying: Buying) -> list[Finding]:
    """One finding for each supplier of either kind."""
    return [*_never_billed(buying), *_paid_ahead(buying)]


def _never_billed(buying: Buying) -> Iterator[Finding]:
    books = buying.books
    suppliers = {one.id for one in books.parties if one.kind is PartyKind.SUPPLIER}
    paid: dict[UUID, list[Payment]] = defaultdict(list)
    for one in books.payments_by_date:
        if one.party_id and one.direction is Direction.OUT and one.party_id in suppliers and one.amount > 0:
            paid[buying.firms[one.party_id]].append(one)
    billed = {buying.firms.get(one.party_id) for one in books.documents if one.party_id}
    silent = {firm: held for firm, held in paid.items() if firm not in billed}
    if len(paid) - len(silent) < LEAST_BILLED or len(silent) > max(1, MOST_UNBILLED * len(paid)):
        return
    least = SMALL * buying.totals[len(buying.totals) // 2] if buying.totals else Decimal(0)
    last = max(one.paid_on for one in books.payments)
    for payments in silent.values():
        is_long = payments[-1].paid_on - payments[0].paid_on >= SPAN
        is_over = len(payments) >= LEAST and last - payments[LEAST - 1].paid_on >= GRACE
        if is_long and is_over and payments[0].amount >= least and not _bills_nothing(books, payments):
            yield _advances(payments)


def _bills_nothing(books: Books, payments: Sequence[Payment]) -> bool:
    """Whether note or name tell of something for which no bill is written, or the payment names a document."""
    name = books.party_name(payments[0].party_id)
    return any(one.document_id or _NEVER_BILL.search(f"{one.notes or ''} {name}") for one in payments)


def _advances(payments: Sequence[Payment]) -> Finding:
    says_advance = all(remarks.says_advance(one.notes) for one in payments)
    chance = ADVANCES_CHANCE + (NAMED_ADVANCE if says_advance else 0)
    return evidence.about_payments(Rule.ADVANCES_ONLY, payments, chance)


def _paid_ahead(buying: Buying) -> Iterator[Finding]:
    ahead = {firm: [one for one in bills if _is_ahead(buying, one)] for firm, bills in buying.by_firm.items()}
    count = sum(map(len, ahead.values()))
    for firm, mine in ahead.items():
        others = len(buying.bills) - len(buying.by_firm[firm])
        share = (count - len(mine) + 1) / (others + 2)
        is_odd = share <= MOST_AHEAD and binomial_tail(len(mine), len(buying.by_firm[firm]), share) <= SIGNIFICANT
        if len(mine) >= LEAST and is_odd:
            hands = {one.entered_by for one in mine}
            chance = AHEAD_CHANCE + (ONE_HAND if buying.has_several_hands and len(hands) == 1 else 0)
            yield evidence.about_bills(buying.books, Rule.PAID_AHEAD, mine, chance)


def _is_ahead(buying: Buying, bill: Document) -> bool:
    """Whether the bill was settled whole, by one payment, days before its date, and no order explains that."""
    paid = buying.settling(bill) if not bill.reference else ()
    is_early = len(paid) == 1 and bill.issued_on - paid[0].paid_on >= AHEAD
    return is_early and not remarks.says_advance(paid[0].notes)
