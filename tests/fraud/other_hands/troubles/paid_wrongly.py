"""Payments that do not fit: paid twice, too much, too little, to somebody else."""

from datetime import timedelta

from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.ledger import Record
from tests.fraud.other_hands.troubles.kinds import Case


def _bill(book: Book) -> Record:
    return book.document(book.one("supplier"), book.day(0.03, 0.85))


def by_upi_and_by_cheque(book: Book) -> list[Record]:
    """The owner paid by phone, the clerk sent the cheque that was already written."""
    bill = _bill(book)
    first = book.pay_off(bill, after=5, mode="upi", created_by="owner")
    day = first["date"] + timedelta(book.rng.randint(3, 9))
    second = book.pay(
        book.party_of(bill), bill["total_amount"], day, invoice=bill, mode="cheque", created_by=book.clerk()
    )
    return [bill, first, second]


def tapped_twice(book: Book) -> list[Record]:
    """The app hung, so it was paid again two minutes later; nothing came back."""
    bill = _bill(book)
    first = book.pay_off(bill, mode="upi")
    again = first["created_at"] + timedelta(minutes=2)
    second = book.pay(
        book.party_of(bill),
        first["amount"],
        first["date"],
        mode="upi",
        created_by=first["created_by"],
        created_at=again,
    )
    return [bill, first, second]


def one_zero_too_many(book: Book) -> list[Record]:
    """Ten times the bill."""
    party, day = book.one("supplier"), book.day(0.0, 0.85)
    bill = book.document(party, day, [(book.goods[party["id"]][0][0], 3.0, float(book.rng.randint(211, 1490)), 18.0)])
    payment = book.pay_off(bill, amount=bill["total_amount"] * 10, mode="neft")
    bill["paid_amount"] = bill["total_amount"]
    return [bill, payment]


def tds_at_another_rate(book: Book) -> list[Record]:
    """The note says one per cent, ten were kept back."""
    bill = _bill(book)
    kept = round(bill["subtotal"] * 0.10, 2)
    return [bill, book.pay_off(bill, amount=bill["total_amount"] - kept, notes="after TDS 1% u/s 194C")]


def posted_to_another_supplier(book: Book) -> list[Record]:
    """The money went to one supplier and was written against the bill of another."""
    bill = _bill(book)
    wrong = book.another(book.party_of(bill))
    payment = book.pay_off(bill, mode="neft")
    payment |= {"party_id": wrong["id"], "paid_to_account": wrong["bank"]["account"]}
    return [bill, payment]


def short_and_called_settled(book: Book) -> list[Record]:
    """A customer paid a good part less, nobody wrote why, and the invoice counts as paid."""
    invoice = book.document(book.buyer(), book.day(0.0, 0.85))
    short = round(invoice["total_amount"] * book.rng.uniform(0.71, 0.87) + 3, 0)
    return [invoice, book.pay_off(invoice, amount=short)]


def written_the_wrong_way(book: Book) -> list[Record]:
    """Money that came from a customer was written as money paid to him."""
    invoice = book.document(book.buyer(), book.day(0.0, 0.85))
    return [invoice, book.pay_off(invoice, direction="out", mode="neft", paid_to_account=book.account)]


CASES: tuple[Case, ...] = (
    by_upi_and_by_cheque,
    tapped_twice,
    one_zero_too_many,
    tds_at_another_rate,
    posted_to_another_supplier,
    short_and_called_settled,
    written_the_wrong_way,
)
