"""Who brings in the sales, who pays late, who has gone quiet: each judged by the customer's own history."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from statistics import median
from uuid import UUID

from app.books.records import Books, Document
from app.insights.records.answer import Missing, Need
from app.insights.records.customers import (
    CustomerShare,
    LatePayer,
    LatePayers,
    QuietCustomer,
    QuietCustomers,
    TopCustomers,
)
from app.insights.records.ledger import Entry, Ledger
from app.insights.rules import history
from app.insights.rules.customers import shown
from app.insights.rules.paying import slower

ZERO = Decimal(0)

YEAR_DAYS = 365
TOP = 5
LEAST_SETTLED = 3
"""Settled invoices before a customer is called a late payer."""

LEAST_PURCHASES = 4
"""Three intervals, so that one long one does not make the usual."""

QUIET_INTERVALS = 3
QUIET_DAYS = 30
"""Quiet: silent for three times the usual interval, and for a month at least."""

FORGOTTEN_DAYS = 2 * YEAR_DAYS
"""Silent for longer than this is no longer news."""


def top_customers(books: Books, sales: Ledger, on: date) -> TopCustomers:
    """The customers behind the sales (before tax) of the twelve months that end on `on`."""
    since = on - timedelta(days=YEAR_DAYS)
    values, counts = _sales_by_customer(books, since)
    unnamed = values.pop(None, ZERO)
    whole = sum(values.values(), ZERO) + unnamed
    ranked = sorted(((value, id_) for id_, value in values.items() if id_ and value > 0), key=_by_value)
    open_amounts = _open_by_customer(sales, on)
    top = tuple(
        CustomerShare(id_, books.party_name(id_), value, _share(value, whole), counts[id_], open_amounts[id_])
        for value, id_ in ranked[:TOP]
    )
    return TopCustomers(
        at_stake=top[0].sales / 12 if top else ZERO,
        is_told=bool(top),
        missing=() if top else (Missing(Need.NAMED_CUSTOMERS),),
        from_on=since,
        total_sales=whole,
        unnamed_sales=unnamed,
        customers=len(ranked),
        top=top,
        top_share=_share(sum((customer.sales for customer in top), ZERO), whole) if top else None,
        series=shown.sales_by_month(books, top, on),
        drivers=shown.moved_since_last_year(books, top, since),
        traces=shown.of_sales(books, top, since),
    )


def late_payers(sales: Ledger, on: date) -> LatePayers:
    """Customers whose middle settled invoice was late, and those who have become slower; the most money owed first."""
    settled: dict[UUID, list[Entry]] = defaultdict(list)
    for entry in sales.settled_by(on):
        if entry.party_id is not None and not entry.is_due_assumed:
            settled[entry.party_id].append(entry)
    judged = {id_: entries for id_, entries in settled.items() if len(entries) >= LEAST_SETTLED}
    payers = [_payer(sales, entries, on) for entries in judged.values()]
    late = sorted((payer for payer in payers if payer.median_days_late > slower.LATE_DAYS), key=_most_owed)
    newly = slower.slower_payers(sales, on)
    owing = {payer.party_id: payer.open_amount for payer in late} | {one.party_id: one.open_amount for one in newly}
    most = max((len(entries) for entries in settled.values()), default=0)
    return LatePayers(
        at_stake=sum(owing.values(), ZERO),
        is_told=bool(judged),
        missing=() if judged else (Missing(Need.SETTLED_INVOICES, most, LEAST_SETTLED),),
        judged_customers=len(judged),
        median_days_late=round(median(_days_late(e) for entries in judged.values() for e in entries))
        if judged
        else None,
        payers=tuple(late),
        slower=newly,
        traces=shown.of_late(sales, owing, on),
    )


def quiet_customers(books: Books, on: date) -> QuietCustomers:
    """Customers who bought regularly and have stopped, the most valuable first."""
    days: dict[UUID, set[date]] = defaultdict(set)
    values: dict[UUID, Decimal] = defaultdict(lambda: ZERO)
    for document, value in history.sales(books):
        if document.party_id is not None:
            values[document.party_id] += value
            if not document.is_note:
                days[document.party_id].add(document.issued_on)
    regular = {id_: sorted(bought) for id_, bought in days.items() if len(bought) >= LEAST_PURCHASES}
    found = [_quiet(books, id_, bought, values[id_], on) for id_, bought in regular.items()]
    quiet = sorted((q for q in found if q is not None), key=lambda q: (-q.monthly_sales, str(q.party_id)))
    most = max((len(bought) for bought in days.values()), default=0)
    drivers, traces = shown.of_quiet(quiet)
    return QuietCustomers(
        at_stake=sum((customer.monthly_sales for customer in quiet), ZERO),
        is_told=bool(regular),
        missing=() if regular else (Missing(Need.REPEAT_CUSTOMERS, most, LEAST_PURCHASES),),
        repeat_customers=len(regular),
        quiet=tuple(quiet),
        series=shown.sales_by_month(books, quiet, on),
        drivers=drivers,
        traces=traces,
    )


def _payer(sales: Ledger, entries: list[Entry], on: date) -> LatePayer:
    delays = [_days_late(entry) for entry in entries]
    owing = [entry for entry in sales.known_on(on) if entry.party_id == entries[0].party_id and entry.open_on(on) > 0]
    assert entries[0].party_id is not None  # noqa: S101  # grouped by it above
    return LatePayer(
        party_id=entries[0].party_id,
        party=entries[0].party,
        settled=len(entries),
        median_days_late=round(median(delays)),
        late_share=round(sum(delay > 0 for delay in delays) / len(delays), 3),
        open_amount=sum((entry.open_on(on) for entry in owing), ZERO),
        document_ids=tuple(entry.document_id for entry in owing),
    )


def _quiet(books: Books, id_: UUID, bought: list[date], value: Decimal, on: date) -> QuietCustomer | None:
    interval = max(round(median((b - a).days for a, b in pairwise(bought))), 1)
    silent = (on - bought[-1]).days
    if not max(QUIET_INTERVALS * interval, QUIET_DAYS) < silent <= FORGOTTEN_DAYS:
        return None
    months = max((bought[-1] - bought[0]).days, 30) / Decimal(YEAR_DAYS) * 12
    return QuietCustomer(id_, books.party_name(id_), bought[-1], silent, interval, len(bought), value / months)


def _sales_by_customer(books: Books, since: date) -> tuple[dict[UUID | None, Decimal], Mapping[UUID | None, int]]:
    values: dict[UUID | None, Decimal] = defaultdict(lambda: ZERO)
    counts: dict[UUID | None, int] = defaultdict(int)
    document: Document
    for document, value in history.sales(books):
        if document.issued_on > since:
            values[document.party_id] += value
            counts[document.party_id] += not document.is_note
    return values, counts


def _open_by_customer(sales: Ledger, on: date) -> Mapping[UUID | None, Decimal]:
    owed: dict[UUID | None, Decimal] = defaultdict(lambda: ZERO)
    for entry in sales.known_on(on):
        owed[entry.party_id] += entry.open_on(on)
    return owed


def _days_late(entry: Entry) -> int:
    return (entry.settled_on - entry.due_on).days if entry.settled_on else 0


def _share(part: Decimal, whole: Decimal) -> float:
    return round(float(part / whole), 3) if whole > 0 else 0.0


def _by_value(ranked: tuple[Decimal, UUID]) -> tuple[Decimal, str]:
    return -ranked[0], str(ranked[1])


def _most_owed(payer: LatePayer) -> tuple[Decimal, int, str]:
    return -payer.open_amount, -payer.median_days_late, str(payer.party_id)
