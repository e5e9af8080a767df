"""Payments that come back for one and the same sum, and are due every time."""

from datetime import timedelta

from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.innocents.kinds import Case
from tests.fraud.other_hands.innocents.recurring import months


def instalments(book: Book) -> None:
    """One machine, six instalments, each saying which it is."""
    party = book.party("supplier", book.brand("Equipment Finance"), case=True)
    day, rupees = book.day(0.0, 0.5), float(book.rng.randint(52, 99) * 100)
    bills = [
        book.document(
            party,
            day + timedelta(30 * place),
            [(f"Machine instalment {place + 1}/6", 1.0, rupees, 18.0)],
            reference="Agreement EF-77",
        )
        for place in range(6)
    ]
    book.innocent("instalments_of_a_machine", *bills)


def wages(book: Book) -> None:
    """Salaries by the month, an advance in between that is taken off the next."""
    worker = book.party(
        "employee", f"{book.rng.choice(('Bhikhabhai', 'Lakshmi', 'रघुवीर'))} Helper", taxed=False, case=True
    )
    found, wage = [], float(book.rng.randint(95, 160) * 100)
    for place, day in enumerate(months(book, 2)):
        kept = 2_000.0 if place == 6 else 0.0
        notes = f"salary {day - timedelta(5):%b %Y}" + (" less advance 2000" if kept else "")
        found.append(book.pay(worker, wage - kept, day, mode="neft", notes=notes))
        if place == 5:
            found.append(
                book.pay(worker, 2_000.0, day + timedelta(13), mode="upi", notes="salary advance, to be cut next month")
            )
    book.innocent("salaries_and_an_advance", worker, *found)


def taxes_and_loans(book: Book) -> None:
    """Round sums to the tax office and one sum to the bank, every month, without any bill."""
    dues = [
        book.pay(
            None,
            float(book.rng.randint(30, 240) * 100),
            day,
            mode="netbanking",
            notes=f"GST challan PMT-06 for {day - timedelta(25):%b %Y}",
        )
        for day in months(book, 20)
    ]
    loans = [
        book.pay(None, 18_745.0, day, mode="netbanking", notes=f"EMI term loan {day:%b}") for day in months(book, 7)
    ]
    book.innocent("tax_challans", *dues)
    book.innocent("loan_instalments", *loans)


def drawings(book: Book) -> None:
    """What the owner takes for the household."""
    found = [
        book.pay(None, 25_000.0, day, mode="neft", notes="drawings - ghar kharch", created_by="owner")
        for day in months(book, 1)
    ]
    book.innocent("owner_drawings", *found)


CASES: tuple[Case, ...] = (
    instalments,
    wages,
    taxes_and_loans,
    drawings,
)
