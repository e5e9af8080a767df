"""Bills that come back for one and the same sum, and are due every time."""

from datetime import date, timedelta
from typing import Any

from tests.fraud.other_hands import names
from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.innocents.kinds import Case
from tests.fraud.other_hands.ledger import Record


def months(book: Book, day: int, step: int = 1) -> list[date]:
    """This day of every month (or every so many months) of the period."""
    found, month = [], book.start
    while month.replace(day=day) <= book.end:
        found.append(month.replace(day=day))
        month = (
            (month.replace(day=1) + timedelta(32 * step)).replace(day=1)
            if step == 1
            else (month + timedelta(31 * step)).replace(day=1)
        )
    return found


def series(book: Book, party: Record, days: list[date], rupees: float, words: str, **said: Any) -> list[Record]:
    """A bill of one sum on each of these days, naming its month."""
    told: Record = {"reference": None, "notes": None} | said
    return [book.document(party, day, [(f"{words} {day:%b %Y}", 1.0, rupees, 18.0)], delay=1, **told) for day in days]


def rent(book: Book) -> None:
    """A landlord whose bill book serves one tenant: following numbers, one sum, tax kept back."""
    party = book.party("supplier", f"{names.people(book.rng, 1)[0]} (makan malik)", case=True)
    rupees = float(book.rng.randint(36, 52) * 500)
    bills = series(book, party, months(book, 3), rupees, "Godown rent")
    book.next_number.update(bill["id"] for bill in bills[1:])
    paid = [
        book.pay_off(
            bill, after=4, amount=bill["total_amount"] - rupees * 0.10, mode="neft", notes="rent less TDS 10% 194-I"
        )
        for bill in bills
    ]
    book.innocent("rent_by_the_month", party, *bills, *paid)


def internet(book: Book) -> None:
    """A line at a fixed price."""
    party = book.party("supplier", book.brand("Broadband"), case=True)
    bills = series(book, party, months(book, 9), 1_299.0, "Internet plan 150Mbps")
    for bill in bills:
        book.pay_off(bill, after=3, mode="upi")
    book.innocent("internet_by_the_month", party, *bills)


def software_by_quarter(book: Book) -> None:
    """Accounting software, paid by the quarter."""
    party = book.party("supplier", book.brand("Cloud Software"), case=True)
    bills = series(book, party, months(book, 12, 3), 5_400.0, "Licence, quarter from")
    for bill in bills:
        book.pay_off(bill, after=1, mode="card")
    book.innocent("software_by_the_quarter", party, *bills)


def contract_below_limit(book: Book) -> None:
    """A yearly contract at a fixed monthly price that happens to lie just below the limit of approval."""
    party = book.party("supplier", book.brand("Security & Housekeeping"), case=True)
    rupees = round(book.trade.limit * 0.972 / 1.18, 2)
    bills = series(
        book, party, months(book, 5)[:12], rupees, "Security & housekeeping", reference="Agreement 12 months"
    )
    for bill in bills:
        book.pay_off(bill, after=9, mode="neft")
    book.innocent("contract_below_limit", party, *bills)


def adviser_by_the_month(book: Book) -> None:
    """The accountant's round fee, with GSTIN, tax kept back at ten per cent."""
    party = book.party("supplier", book.brand("& Associates CA"), case=True)
    bills = series(book, party, months(book, 15), 10_000.0, "Professional fee")
    paid = [
        book.pay_off(bill, after=5, amount=bill["total_amount"] - 1_000.0, mode="neft", notes="194J TDS deducted")
        for bill in bills
    ]
    book.innocent("adviser_by_the_month", party, *bills, *paid)


def once_a_year(book: Book) -> None:
    """An insurer who bills once a year: silent for twelve months, then a large bill."""
    party = book.party("supplier", book.brand("General Insurance"), case=True)
    day, rupees = book.day(0.0, 0.12), float(book.rng.randint(180, 420) * 100)
    bills = [
        book.document(
            party, at, [(f"Fire & burglary policy {at.year}-{at.year % 100 + 1}", 1.0, rupees, 18.0)], delay=0
        )
        for at in (day, day + timedelta(365))
    ]
    for bill in bills:
        book.pay_off(bill, after=0, mode="netbanking")
    book.innocent("insurer_once_a_year", party, *bills)


CASES: tuple[Case, ...] = (
    rent,
    internet,
    software_by_quarter,
    contract_below_limit,
    adviser_by_the_month,
    once_a_year,
)
