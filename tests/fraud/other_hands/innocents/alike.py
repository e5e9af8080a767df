"""Documents that look entered twice and are not: each says what makes it another one."""

from datetime import timedelta
from typing import Any

from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.innocents.kinds import Case
from tests.fraud.other_hands.ledger import Record


def again(book: Book, first: Record, days: int, **said: Any) -> Record:
    """Another document like this one, days later, with a number of its own."""
    day = book.open_day(first["date"] + timedelta(days))
    told: Record = {"number": None, "date": day, "notes": first["notes"], "reference": None} | said
    return book.copy(first, after=days, **told)


def cancelled_and_rebilled(book: Book) -> None:
    """The first was cancelled before the second was written."""
    first = book.document(book.buyer(), book.day(), status="cancelled", notes="cancelled, wrong GSTIN printed")
    book.innocent("cancelled_and_rebilled", first, again(book, first, 1, notes="fresh bill"))


def credited_and_rebilled(book: Book) -> None:
    """A credit note took the first back in full."""
    first = book.document(book.buyer(), book.day(0.0, 0.85))
    lines = book.same_lines(first)
    credit = book.note(
        first, "credit_note", first["date"] + timedelta(3), lines, notes="bill reversed, place of supply wrong"
    )
    book.innocent("credited_and_rebilled", first, credit, again(book, first, 4))


def returned_and_sent_again(book: Book) -> None:
    """The goods went back against a debit note, and the same goods came again under a new bill."""
    party = book.registered()
    first = book.document(party, book.day(0.0, 0.85))
    lines = book.same_lines(first)
    debit = book.note(
        first, "debit_note", first["date"] + timedelta(5), lines, notes="short expiry / damaged, returned"
    )
    book.innocent("returned_and_sent_again", first, debit, again(book, first, 11, notes="replacement supply"))


def parts_of_one_order(book: Book) -> None:
    """One order in three equal deliveries, each saying which it is."""
    party = book.one("supplier")
    first = book.document(
        party, book.day(0.0, 0.85), reference=f"PO {book.rng.randint(3000, 9000)}", notes="delivery 1 of 3"
    )
    rest = [
        again(book, first, 5 * place, reference=first["reference"], notes=f"delivery {place + 1} of 3")
        for place in (1, 2)
    ]
    book.innocent("parts_of_one_order", first, *rest)


def two_loads_one_day(book: Book) -> None:
    """Two equal loads on one day, with challans of their own."""
    first = book.document(
        book.one("supplier"), book.day(), reference=f"Challan {book.rng.randint(100, 499)}", source="manual"
    )
    second = again(book, first, 0, reference=f"Challan {book.rng.randint(500, 999)}", notes="2nd load same day")
    book.innocent("two_loads_one_day", first, second)


def same_number_two_firms(book: Book) -> None:
    """Two suppliers happen to have one number on one day; goods and sums differ."""
    number, day = str(book.rng.randint(100, 999)), book.day()
    parties = book.rng.sample([one for one in book.parties if one["kind"] == "supplier" and "case" not in one], 2)
    book.innocent("same_number_two_firms", *(book.document(party, day, number=number) for party in parties))


def consecutive_same_sum(book: Book) -> None:
    """Two bills of one morning with following numbers and equal sums, for two departments or batches."""
    first = book.document(book.one("supplier"), book.day(), delay=0, source="manual")
    second = again(book, first, 0)
    for place, record in enumerate((first, second)):
        record["items"] = [
            item | {"name": f"{item['name']} - lot {'AB'[place]}{book.rng.randint(100, 999)}"}
            for item in record["items"]
        ]
    book.next_number.add(second["id"])
    book.innocent("consecutive_same_sum", first, second)


def daily_order(book: Book) -> None:
    """The same order every morning for a week: milk, newspapers, ice, water."""
    party = book.party("supplier", book.brand("Dairy & Water"), taxed=False, case=True)
    first = book.document(
        party, book.day(0.0, 0.9), [("Daily supply - milk 20L + jar 6", 1.0, 1_480.0, 0.0)], reference=None, delay=0
    )
    found = [first, *(again(book, first, place, date=first["date"] + timedelta(place)) for place in range(1, 8))]
    book.innocent("daily_order", *found)


CASES: tuple[Case, ...] = (
    cancelled_and_rebilled,
    credited_and_rebilled,
    returned_and_sent_again,
    parts_of_one_order,
    two_loads_one_day,
    same_number_two_firms,
    consecutive_same_sum,
    daily_order,
)
