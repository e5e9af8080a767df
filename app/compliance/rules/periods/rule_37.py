"""Credit of bills that stay unpaid for 180 days: reversed, and taken again when they are paid (CGST Act 2017, s.16(2),
second and third proviso; CGST Rules 2017, rule 37: in the return of the period that follows the 180 days).

Only the part that is unpaid is reversed, and nothing of what is under reverse charge or was paid to the customs. When a
bill was paid tells the books' payments by date; what no row dates counts as paid in time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Books
from app.compliance.records.periods.purchases import Claim, Purchase
from app.compliance.records.periods.tax_period import TaxPeriod
from app.gst.arithmetic import Heads
from app.gst.returns import obligations
from app.values import money

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Move:
    """Credit of one bill that goes back, or comes again."""

    document_id: UUID
    heads: Heads


def reversals(books: Books, purchases: Iterable[Purchase], period: TaxPeriod) -> Iterator[Move]:
    """What is to be reversed in a period: bills that were unpaid when their 180 days ended in the period before."""
    for purchase in _credited(purchases):
        last_day = obligations.last_day_to_pay(purchase.issued_on).on
        if period.before().covers(last_day):
            share = unpaid_share(books, purchase, last_day)
            if share:
                yield Move(purchase.document_id, part(purchase.credit, share))


def reclaims(books: Books, purchases: Iterable[Purchase], period: TaxPeriod) -> Iterator[Move]:
    """What may be taken again in a period: what was paid on bills that are reversed, be it in this very return."""
    for purchase in _credited(purchases):
        last_day = obligations.last_day_to_pay(purchase.issued_on).on
        if last_day < period.starts:
            is_reversed_now = period.before().covers(last_day)
            since = last_day if is_reversed_now else period.starts - ONE_DAY
            share = unpaid_share(books, purchase, since) - unpaid_share(books, purchase, period.ends)
            if share > 0:
                yield Move(purchase.document_id, part(purchase.credit, share))


def unpaid_share(books: Books, purchase: Purchase, on: date) -> Decimal:
    """Which part of a bill is unpaid at the end of a day, 0 to 1."""
    if purchase.total <= 0:
        return money.ZERO
    owed = books.owed(books.document_by_id[purchase.document_id], on=on)
    return min(owed / purchase.total, Decimal(1))


def part(heads: Heads, share: Decimal) -> Heads:
    """That share of each head, to the paisa."""
    return Heads(*(money.rounded(amount * share) for amount in (heads.cgst, heads.sgst, heads.igst, heads.cess)))


def covers(purchase: Purchase) -> bool:
    """Whether its credit hangs on the supplier being paid."""
    return purchase.claim is Claim.CREDIT and purchase.sign > 0 and not purchase.is_import


def _credited(purchases: Iterable[Purchase]) -> Iterator[Purchase]:
    return filter(covers, purchases)
