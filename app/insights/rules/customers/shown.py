"""What stands behind the lists of customers: their sales by month, what moved them, and the rows of each figure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Books
from app.insights.records.customers import CustomerShare, QuietCustomer
from app.insights.records.evidence import Driver, Point, RowKind, Series, Trace, Unit
from app.insights.records.ledger import Ledger
from app.insights.rules import history, tracing
from app.values.period import Month

MONTHS, YEAR_DAYS = 12, 365
DRAWN = 3
"""Customers with a line of their own: more lines cannot be told apart."""

ZERO = Decimal(0)


def sales_by_month(books: Books, top: Sequence[CustomerShare | QuietCustomer], on: date) -> tuple[Series, ...]:
    """Sales before tax to each of the first customers, over the last twelve months and the running one."""
    months = list(Month.of(on).plus(-MONTHS).until(Month.of(on)))
    sums: dict[tuple[object, Month], Decimal] = defaultdict(lambda: ZERO)
    for document, value in history.sales(books):
        sums[document.party_id, Month.of(document.issued_on)] += value
    return tuple(
        Series(
            f"sales.{one.party_id}",
            f"Sales to {one.party}",
            Unit.RUPEES,
            tuple(Point(month.first, sums[one.party_id, month]) for month in months),
        )
        for one in top[:DRAWN]
    )


def moved_since_last_year(books: Books, top: Sequence[CustomerShare], since: date) -> tuple[Driver, ...]:
    """How the sales of the year after `since` differ from those of the year before; empty in younger books."""
    before: dict[object, Decimal] = defaultdict(lambda: ZERO)
    a_year_earlier = since - timedelta(days=YEAR_DAYS)
    oldest = since
    for document, value in history.sales(books):
        oldest = min(oldest, document.issued_on)
        if a_year_earlier < document.issued_on <= since:
            before[document.party_id] += value
    if oldest > a_year_earlier + timedelta(days=YEAR_DAYS // MONTHS):
        return ()
    changes = ((one, one.sales - before[one.party_id]) for one in top)
    return tuple(
        Driver(f"sales.{one.party_id}", change, f"{one.party} bought {'more' if change > 0 else 'less'} than last year")
        for one, change in changes
        if change
    )


def of_sales(books: Books, top: Sequence[CustomerShare], since: date) -> tuple[Trace, ...]:
    """The invoices and notes behind all sales after `since`, those without a name, and those of each first customer."""
    sold = [(document, value) for document, value in history.sales(books) if document.issued_on > since]
    said = "sales before tax of the last 365 days, less credit notes"

    def trace(figure: str, whose: str, party_ids: Iterable[object] | None) -> Trace:
        chosen = None if party_ids is None else set(party_ids)
        rows = ((d.id, value) for d, value in sold if chosen is None or d.party_id in chosen)
        return tracing.trace(figure, f"{said}{whose}", RowKind.DOCUMENT, rows)

    each = (trace(f"top.{place}.sales", f", to {one.party}", [one.party_id]) for place, one in enumerate(top))
    return (trace("total_sales", "", None), trace("unnamed_sales", ", without a customer's name", [None]), *each)


def of_late(sales: Ledger, parties: Collection[UUID], on: date) -> tuple[Trace, ...]:
    """The open invoices of those who usually pay late, or later than before."""
    rows = ((e.document_id, e.open_on(on)) for e in sales.known_on(on) if e.party_id in parties and e.open_on(on) > 0)
    formula = "unpaid part of each invoice of customers who pay late"
    return (tracing.trace("at_stake", formula, RowKind.DOCUMENT, rows),)


def of_quiet(quiet: Sequence[QuietCustomer]) -> tuple[tuple[Driver, ...], tuple[Trace, ...]]:
    """What each quiet customer used to bring a month, and the parties behind the sum."""
    rows = ((one.party_id, one.monthly_sales) for one in quiet)
    formula = "sales before tax between the first and the last purchase, per month, of customers who stopped"
    lost = (Driver(f"quiet.{one.party_id}", -one.monthly_sales, f"{one.party} stopped buying") for one in quiet)
    return tuple(lost), (tracing.trace("at_stake", formula, RowKind.PARTY, rows),)
