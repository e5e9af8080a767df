"""How thieves in small firms work: through suppliers who are somebody else, or nobody."""

from typing import Any

from tests.fraud.other_hands import marks
from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.ledger import Record
from tests.fraud.other_hands.troubles.kinds import Case


def ghost(book: Book, words: str, **said: Any) -> Record:
    """A supplier without GSTIN who came to the books only lately."""
    told: Record = {"case": True, "created_at": book.day(0.35, 0.6)} | said
    return book.party("supplier", book.brand(words), taxed=False, **told)


def account_of_an_employee(book: Book) -> list[Record]:
    """A labour contractor without GSTIN whose money goes to an employee's account."""
    worker, by = book.one("employee"), book.trade.staff[1]
    party = ghost(book, "Labour Supply", bank=dict(worker["bank"]))
    bills = book.visits(party, (2, 11, 3), "Loading labour", (81, 220, 97.0), created_by=by)
    return [party, worker, *bills, *(book.pay_off(bill, after=1, mode="imps") for bill in bills)]


def phone_of_an_employee(book: Book) -> list[Record]:
    """A supplier with the phone of an employee, entered by one clerk only, for work nobody can count."""
    worker, by = book.one("employee"), book.trade.staff[2]
    party = ghost(book, "Enterprise", phone=worker["phone"])
    bills = book.visits(party, (5, 20, 3), "Misc. repairing", (9, 31, 500.0), created_by=by, source="manual")
    return [party, worker, *bills, *(book.pay_off(bill, after=2, mode="upi") for bill in bills)]


def adviser_at_night(book: Book) -> list[Record]:
    """Round advisory fees, entered and paid around two at night by one clerk, without order or lines."""
    party, by = ghost(book, "Advisory", phone=None), book.trade.staff[2]
    bare: Record = {"source": "manual", "reference": None, "notes": None, "items": []}
    bills = book.visits(party, (3, 17, 4), "Advisory", (4, 8, 5000.0), delay=0, hour=2.1, created_by=by, **bare)
    paid = [book.pay_off(bill, after=0, mode="imps", hour=2.4, created_by=by) for bill in bills]
    return [party, *bills, *paid]


def account_changed_and_back(book: Book) -> list[Record]:
    """A supplier's account was changed by a clerk without a check, one payment went there, and it was changed back."""
    party = book.party("supplier", book.brand("Suppliers"), case=True)
    old, new = party["bank"]["account"], marks.account(book.rng)
    for _ in range(5):
        book.pay_off(book.document(party, book.day(0.0, 0.45)), mode="neft")
    bill = book.document(party, book.day(0.6, 0.8), book.lines(party, book.start, 3.0))
    payment = book.pay_off(bill, after=8, mode="neft", paid_to_account=new)
    by = book.clerk()
    book.bank_change(party, (payment["date"], -2), old, new, by)
    book.bank_change(party, (payment["date"], 5), new, old, by)
    return [party, bill, payment]


def one_account_two_names(book: Book) -> list[Record]:
    """Two suppliers of different name, PAN and phone are paid into one account."""
    first = ghost(book, "Transport Agency")
    second = ghost(book, "Steel Impex", bank=dict(first["bank"]))
    bills = [
        bill
        for party in (first, second)
        for bill in book.visits(party, (9, 24, 2), "Supply as per order", (111, 290, 103.0))
    ]
    return [first, second, *bills, *(book.pay_off(bill, after=3, mode="neft") for bill in bills)]


def new_and_paid_at_once(book: Book) -> list[Record]:
    """Put on the list, billed and paid within one afternoon: large, no GSTIN, no order."""
    party, by = ghost(book, "Corporation"), book.clerk()
    day = party["created_at"]
    told: Record = {"reference": None, "created_by": by, "delay": 0, "hour": 13.4}
    bill = book.simple(party, day, "Machine part", book.rng.randint(1500, 2100) * 101.0, **told)
    party["created_at"] = book.moment(day, 13)
    return [party, bill, book.pay_off(bill, after=0, hour=13.7, mode="imps", created_by=by)]


CASES: tuple[Case, ...] = (
    account_of_an_employee, phone_of_an_employee, adviser_at_night, account_changed_and_back, one_account_two_names,
    new_and_paid_at_once,
)  # fmt: skip
