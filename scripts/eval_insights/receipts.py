"""Receipts by week as the service's rules expect them from such a ledger, beside due dates, at earlier days.

Twenty-five origins a fortnight apart, the first half a year after the first invoice; at each only what was known then.
WAPE is the sum of the absolute errors over the sum of what came.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

import numpy as np

from app.insights.records.ledger import Entry, Ledger
from app.insights.rules.paying import pace, receipts
from app.insights.service.offline.invoice_table import InvoiceTable, Written
from ml_models.evaluation.arrays import FloatArray
from ml_models.late_payment.coming import coming_days
from scripts.bars import Figure

ORIGINS, EVERY_DAYS, KNOWN_DAYS = 25, 14, 180
NEAR = 4
"""The weeks that an owner acts on."""


def measured(name: str, table: InvoiceTable) -> Iterator[tuple[str, Sequence[Figure]]]:
    """The figures of one file."""
    books = ledger(table)
    first = books.entries[0].issued_on + timedelta(days=KNOWN_DAYS)
    days = [first + timedelta(days=EVERY_DAYS * origin) for origin in range(ORIGINS)]
    told, due, came = (
        np.array([weeks(books, day) for day in days]) for weeks in (expected, by_due_date, receipts.received)
    )
    yield f"{name}: receipts by week, {ORIGINS} origins from {first} on", figures(told, due, came)


def figures(told: FloatArray, due: FloatArray, came: FloatArray) -> list[Figure]:
    """(origins, weeks) each."""
    near, near_due = wape(told[:, :NEAR], came[:, :NEAR]), wape(due[:, :NEAR], came[:, :NEAR])
    return [
        Figure("WAPE of weeks 1-4", near, most=0.22),
        Figure("WAPE of their total", wape(_total(told[:, :NEAR]), _total(came[:, :NEAR])), most=0.07),
        Figure("WAPE of weeks 1-4 by due dates", near_due),
        Figure("better than due dates by", 1 - near / near_due, least=0.30),
        Figure("WAPE of the 13-week total", wape(_total(told), _total(came))),
    ]


def wape(told: FloatArray, came: FloatArray) -> float:
    """The sum of the absolute errors over the sum of what came."""
    return float(abs(told - came).sum() / came.sum())


def ledger(table: InvoiceTable) -> Ledger:
    """The invoices of the file as the rules read them, the oldest first."""
    rows = sorted(table.rows, key=lambda row: (row.issued_on, row.number))
    return Ledger(tuple(_entry(row) for row in rows), ())


def expected(books: Ledger, on: date) -> Sequence[float]:
    """(weeks,) what our rules expect."""
    return receipts.by_week(pace.expected(books, on, coming_days))


def by_due_date(books: Ledger, on: date) -> FloatArray:
    """(weeks,) every open invoice on its due date, those past it in the first week: what ledgers usually show."""
    weeks = np.zeros(pace.WEEKS)
    for entry in books.known_on(on):
        week = max((entry.due_on - on).days - 1, 0) // 7
        if week < pace.WEEKS:
            weeks[week] += float(entry.open_on(on))
    return weeks


def _total(weeks: FloatArray) -> FloatArray:
    found: FloatArray = weeks.sum(axis=1)
    return found


def _entry(row: Written) -> Entry:
    amount = Decimal(str(row.amount))
    return Entry(
        document_id=uuid5(NAMESPACE_URL, row.number),
        number=row.number,
        party_id=uuid5(NAMESPACE_URL, row.customer),
        party=row.customer,
        issued_on=row.issued_on,
        due_on=row.due_on,
        is_due_assumed=False,
        total=amount,
        reductions=((row.settled_on, amount),) if row.settled_on else (),
        undated=Decimal(0),
        settled_on=row.settled_on,
    )
