"""The end of the work: every document gets its number, every date becomes text, everything stands in order of entry."""

from collections import defaultdict
from datetime import date, datetime
from random import Random
from typing import Any

from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.ledger import Record

STYLES = (
    "{n}", "B-{n}", "GST/{fy}/{n:04d}", "{pre}{y2}{n:07d}", "{pre}/{n}/{fy}", "{n:05d}", "TI{y2}-{n:04d}",
    "{pre}-{mm}-{n:03d}", "CR/{n:03d}", "{n}/{fy}",
)  # fmt: skip


def written(book: Book) -> Record:
    """The business as it stands in a books JSON."""
    _number_sales(book)
    _number_bills(book)
    for act in book.later:
        act()
    return {
        "id": book.id,
        "name": book.name,
        "gstin": book.gstin,
        "trade": book.trade.key,
        "approval_threshold": book.trade.limit,
        "period": {"start": book.start.isoformat(), "end": book.end.isoformat()},
        "parties": [_plain(party) for party in book.parties],
        "documents": [_plain(record) for record in sorted(book.documents, key=_entered)],
        "payments": [_plain(record) for record in sorted(book.payments, key=_entered)],
    }


def _entered(record: Record) -> datetime:
    entered: datetime = record["created_at"]
    return entered


def _plain(record: Record) -> Record:
    return {name: _value(value) for name, value in record.items() if name != "case"}


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return value


def financial_year(day: date) -> int:
    """The year in which the financial year of a day begins."""
    return day.year - (day.month < 4)


def shaped(style: str, n: int, day: date, pre: str = "X") -> str:
    """A document number in this style."""
    year = financial_year(day)
    fy = f"{year % 100}-{year % 100 + 1}"
    return style.format(n=n, fy=fy, y2=f"{year % 100}{year % 100 + 1}", y4=year, pre=pre, mm=f"{day.month:02d}")


def _number_sales(book: Book) -> None:
    counts: dict[Any, int] = defaultdict(int)
    for kind, style in (
        ("sales_invoice", book.trade.series),
        ("credit_note", "CRN-{n:03d}/{fy}"),
        ("debit_note", "DN/{fy}/{n}"),
    ):
        restarts = "{fy}" in style or "{y" in style
        for record in sorted(book.documents, key=lambda one: (one["date"], one["created_at"])):
            if record["kind"] != kind or record["number"] is not None:
                continue
            key = (kind, financial_year(record["date"]) if restarts else 0)
            counts[key] += 1
            shift = 0 if restarts else 3120
            record["number"] = shaped(style, counts[key] + shift, record["date"])


def _number_bills(book: Book) -> None:
    by_party: dict[str, list[Record]] = defaultdict(list)
    for record in sorted(book.documents, key=lambda one: (one["date"], one["created_at"])):
        if record["kind"] == "supplier_bill" and record["number"] is None:
            by_party[record["party_id"]].append(record)
    for party in book.parties:
        _number_party(book, party["name"], by_party[party["id"]])


def _number_party(book: Book, name: str, records: list[Record]) -> None:
    rng: Random = book.rng
    style = rng.choice(STYLES)
    letters = [word[0] for word in name.split() if word[0].isascii()]
    pre = ("".join(letters) + "SL")[:3].upper()
    busy = rng.uniform(0.3, 6.0)
    n = rng.randint(60, 4000)
    before: date | None = None
    for record in records:
        day: date = record["date"]
        if before is not None and "{fy}" in style and financial_year(before) != financial_year(day):
            n = rng.randint(2, 40)
        elif before is not None:
            gap = 2 + int((day - before).days * busy * rng.uniform(0.7, 1.2)) + rng.randint(0, 2)
            n += 1 if record["id"] in book.next_number else gap
        record["number"] = shaped(style, n, day, pre)
        before = day
