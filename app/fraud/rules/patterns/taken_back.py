"""Sales at the end of a month, or of the year, that are taken back whole at the start of the next.

They make a month look better than it was, for a bank, a target or a bonus. Three or more with one customer, all of the
last days of a month, each taken back whole by a note within weeks. Innocent are single returns, parts sent back, sales
billed anew, and trades in which whole sales often come back.
Source: International Standard on Auditing 240, appendix 3 (unusual returns after the end of a period).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Books, Document, DocumentKind
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns import evidence, gathering
from app.values.period import Month

LEAST = 2
LAST_DAYS = timedelta(days=5)
BACK_WITHIN = timedelta(days=35)
WHOLE = Decimal("0.95")
"""From this share on a note takes the sale back; the rest may be freight."""
CHANCE = {2: 0.66, 3: 0.84}
MOST_CHANCE, AT_YEAR_END, MARCH = 0.9, 0.05, 3
USUAL_SHARE = 0.03
"""Of the other invoices, taken back whole: from here on that is the trade's custom."""

Undone = tuple[Document, Document]
Billed = Mapping[tuple[UUID | None, int], Sequence[date]]


def findings(books: Books) -> list[Finding]:
    """One finding for each such customer."""
    invoices = [one for one in books.documents_by_date if one.kind is DocumentKind.SALES_INVOICE and one.counts]
    whole = [(one, note) for one in invoices if (note := _note(books, one))]
    customers = {one.party_id for one, _ in whole}
    billed = _days_billed(one for one in invoices if one.party_id in customers)
    undone = [(one, note) for one, note in whole if not _is_billed_anew(billed, one, note)]
    late = [pair for pair in undone if _is_at_month_end(pair)]
    groups: dict[UUID, list[Undone]] = defaultdict(list)
    for pair in late:
        if pair[0].party_id:
            groups[pair[0].party_id].append(pair)
    if len(undone) - len(late) > USUAL_SHARE * len(invoices):
        return []
    return [_finding(books, pairs) for pairs in groups.values() if len(pairs) >= LEAST]


def _note(books: Books, invoice: Document) -> Document | None:
    """The note that takes the invoice back whole, weeks later at most."""
    whole = [
        one
        for one in books.notes_by_document.get(invoice.id, ())
        if one.kind is DocumentKind.CREDIT_NOTE
        and one.total >= WHOLE * invoice.total
        and timedelta(0) <= one.issued_on - invoice.issued_on <= BACK_WITHIN
    ]
    return min(whole, key=lambda one: (one.issued_on, one.id), default=None)


def _days_billed(invoices: Iterable[Document]) -> Billed:
    """The days on which each customer was billed each amount, in whole rupees; the earliest first.

    invoices : by date.
    """
    found: dict[tuple[UUID | None, int], list[date]] = defaultdict(list)
    for one in invoices:
        found[one.party_id, round(one.total)].append(one.issued_on)
    return found


def _is_billed_anew(billed: Billed, invoice: Document, note: Document) -> bool:
    days = billed[invoice.party_id, round(invoice.total)]
    return gathering.count_between(days, invoice.issued_on, note.issued_on + BACK_WITHIN) > 1


def _is_at_month_end(pair: Undone) -> bool:
    invoice, note = pair
    sold_in = Month.of(invoice.issued_on)
    return Month.of(note.issued_on) > sold_in and sold_in.last - invoice.issued_on < LAST_DAYS


def _finding(books: Books, pairs: Sequence[Undone]) -> Finding:
    documents = sorted((one for pair in pairs for one in pair), key=lambda one: (one.issued_on, one.id))
    chance = CHANCE.get(len(pairs), MOST_CHANCE)
    if all(invoice.issued_on.month == MARCH for invoice, _ in pairs):
        chance += AT_YEAR_END
    found = evidence.about_bills(books, Rule.TAKEN_BACK, documents, chance)
    sold = sum((invoice.total for invoice, _ in pairs), Decimal(0))
    return replace(found, amount_at_risk=sold, actual=sold)
