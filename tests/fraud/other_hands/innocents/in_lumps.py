"""One payment for several documents, several for one, or a running account."""

from datetime import timedelta

from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.groups import group, quote, settle_all
from tests.fraud.other_hands.innocents.kinds import Case


def lump_for_several(book: Book) -> None:
    """One transfer for all open bills, named in the note."""
    for party in (book.one("supplier"), book.buyer()):
        bills = group(book, party, book.rng.randint(3, 5))
        payment = book.pay(party, settle_all(bills), bills[-1]["date"] + timedelta(5), mode="neft")
        quote(book, payment, bills, "paid in full:")
        book.innocent("lump_for_several", payment, *bills)


def lump_without_words(book: Book) -> None:
    """One cheque for three bills; only the sum says so."""
    bills = group(book, book.one("supplier"), 3)
    payment = book.pay(book.party_of(bills[0]), settle_all(bills), bills[-1]["date"] + timedelta(9), mode="cheque")
    book.innocent("lump_without_words", payment, *bills)


def one_reference_by_bill(book: Book) -> None:
    """One transfer to one supplier, written bill by bill under one reference."""
    bills = group(book, book.one("supplier"), 3)
    day = bills[-1]["date"] + timedelta(7)
    first, *rest = [book.pay_off(bill, mode="neft") for bill in bills]
    for payment in (first, *rest):
        payment |= {"date": day, "reference": first["reference"], "created_at": book.moment(day, 15)}
    book.innocent("one_reference_by_bill", first, *rest)


def on_account(book: Book) -> None:
    """A running account: a fixed sum every two weeks, always less than what is owed."""
    party = book.party("supplier", book.brand("Wholesale"), case=True)
    day = book.day(0.03, 0.6)
    bills = [
        book.document(party, day + timedelta(14 * place), [("Monthly supply", 1.0, 21_500.0 + 731 * place, 18.0)])
        for place in range(5)
    ]
    paid = [
        book.pay(party, 20_000.0, day + timedelta(14 * place + 6), mode="neft", notes="on account")
        for place in range(5)
    ]
    for bill in bills[:3]:
        bill |= {"paid_amount": bill["total_amount"], "status": "paid"}
    rest = round(100_000.0 - sum(bill["total_amount"] for bill in bills[:3]), 2)
    bills[3] |= {"paid_amount": min(rest, bills[3]["total_amount"]), "status": "partial"}
    book.innocent("running_account", *bills, *paid)


def parts_of_one_bill(book: Book) -> None:
    """One bill in four equal parts, a month apart."""
    bill = book.document(
        book.one("supplier"),
        book.day(0.0, 0.6),
        [("Machine spare set", 1.0, float(book.rng.randint(91, 240) * 400), 0.0)],
    )
    part = round(bill["total_amount"] / 4, 2)
    found = [
        book.pay_off(bill, after=30 * place + 5, amount=part, mode="neft", notes=f"{place + 1}/4") for place in range(4)
    ]
    bill["paid_amount"] = bill["total_amount"]
    book.innocent("four_equal_parts", bill, *found)


CASES: tuple[Case, ...] = (
    lump_for_several,
    lump_without_words,
    one_reference_by_bill,
    on_account,
    parts_of_one_bill,
)
