"""A shop that works by day and rests on Sunday, for tests of when entries are made."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from app.books.records import Document
from tests.fraud.shop import bill, moment, supplier

MONDAY = date(2026, 1, 12)
ODD = supplier("Desai Hardware")
MAKERS = [supplier(f"Maker {n}") for n in range(8)]


def usual(days: int = 200, *, sundays: bool = False) -> list[Document]:
    """Honest bills of eight makers, one each working day, entered in the afternoon of their day."""
    all_days = [MONDAY - timedelta(days=n) for n in range(days)]
    return [
        bill(f"U{n}", str(1100 + 23 * n), on, of=MAKERS[n % 8], entered_at=moment(on), entered_by="Ravi")
        for n, on in enumerate(all_days)
        if sundays or on.weekday() != 6
    ]


def entered(bills: Sequence[Document], hour: int, *, days: int = 0) -> list[Document]:
    """The same bills, entered at an Indian hour of their day, or so many days later."""
    return [
        replace(
            one,
            entered_at=datetime(one.issued_on.year, one.issued_on.month, one.issued_on.day, tzinfo=UTC)
            + timedelta(days=days, hours=hour - 5, minutes=place * 7 % 50),
        )
        for place, one in enumerate(bills)
    ]


def odd(count: int, days_apart: int = 3) -> list[Document]:
    """Bills of one supplier, so many days apart, on working days."""
    days = [MONDAY - timedelta(days=n * days_apart) for n in range(count)]
    return [bill(f"N{n}", str(9000 + n), on, of=ODD, entered_by="Ravi") for n, on in enumerate(days)]
