"""Bills that keep just below the amount from which somebody else has to approve them.

Three or more bills of one supplier within a month, of differing amounts, in the last tenth below the limit. A fixed
price that happens to lie there is innocent, so is a single bill, and so is a supplier whose bills lie around the limit
on both sides: who avoids a limit does not pass it. Three bills must lie closer to the limit than four (auditors call
for a pattern; ACFE Fraud Examiners Manual, "structuring below review limits"). Equal amounts are suspected only where
they are all that the supplier ever billed, within days and in no rhythm: nobody agrees on a price like that.
"""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from app.books.records import Books, Document
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns import evidence, gathering

WITHIN = timedelta(days=31)
MANY, FEW = 4, 3
"""Bills of differing amounts in a window: as many speak for themselves, a few only when they are very close."""
JUST_BELOW, VERY_CLOSE = Decimal("0.9"), Decimal("0.95")
JUST_ABOVE = Decimal("1.1")
BURST, BURST_BILLS = timedelta(days=16), 5
RHYTHM = 2
"""Bills that come each day, each week or in one heap have one or two lengths of days between them."""
BASE, PER_BILL, MOST = 0.85, 0.02, 0.95
FEW_CLOSE = 0.74


def findings(books: Books, firms: gathering.BillsByFirm) -> list[Finding]:
    """One finding for each supplier; none where the books know no approval limit."""
    limit = books.business.approval_limit
    if not limit or limit <= 0:
        return []
    found = []
    for bills in firms.values():
        kept = gathering.joined_windows(_near(bills, limit), WITHIN, lambda window: _is_enough(window, limit))
        kept = kept or (bills if _is_burst(bills, limit) else ())
        if kept and not _passes(bills, kept, limit):
            found.append(evidence.about_bills(books, Rule.BELOW_APPROVAL, kept, _chance(kept), expected=limit))
    return found


def _near(bills: Sequence[Document], limit: Decimal) -> Sequence[Document]:
    return [one for one in bills if limit * JUST_BELOW <= one.total < limit]


def _is_enough(bills: Sequence[Document], limit: Decimal) -> bool:
    amounts = {one.total for one in bills}
    close = {one for one in amounts if one >= limit * VERY_CLOSE}
    return len(amounts) >= MANY or len(close) >= FEW


def _is_burst(bills: Sequence[Document], limit: Decimal) -> bool:
    """Whether all bills of the supplier came within days, in no rhythm, without an order, very close to the limit."""
    if len(bills) < BURST_BILLS or bills[-1].issued_on - bills[0].issued_on > BURST:
        return False
    are_close = all(limit * VERY_CLOSE <= one.total < limit and not one.reference for one in bills)
    gaps = {later.issued_on - earlier.issued_on for earlier, later in pairwise(bills)}
    return are_close and len(gaps) > RHYTHM


def _passes(bills: Sequence[Document], kept: Sequence[Document], limit: Decimal) -> bool:
    """Whether the supplier's bills lie just above the limit about as often as just below it."""
    above = sum(1 for one in bills if limit <= one.total < limit * JUST_ABOVE)
    return above * 3 >= len(kept)


def _chance(bills: Sequence[Document]) -> float:
    count = len({one.total for one in bills})
    return FEW_CLOSE if count < MANY else min(MOST, BASE + PER_BILL * (count - MANY))
