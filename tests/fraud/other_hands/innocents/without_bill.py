"""Payments that stand for no bill, or come from an unusual side, and are right."""

from datetime import timedelta

from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.innocents.kinds import Case


def deposit(book: Book) -> None:
    """A deposit that will come back when the gas cylinders or the office do."""
    party = book.party("supplier", book.brand("Gas & Deposit Co"), case=True)
    day = book.day(0.0, 0.6)
    payment = book.pay(party, 30_000.0, day, mode="neft", notes="refundable security deposit")
    back = book.pay(
        party,
        30_000.0,
        day + timedelta(150),
        mode="neft",
        direction="in",
        notes="deposit refunded",
        paid_to_account=book.account,
    )
    book.innocent("deposit_and_back", party, payment, back)


def expenses_of_staff(book: Book) -> None:
    """What an employee laid out: each time another receipt."""
    worker = book.one("employee")
    found = [
        book.pay(
            worker,
            float(book.rng.randint(340, 2900)),
            book.day(),
            mode="upi",
            notes=f"{what} bill {book.rng.randint(100, 9999)}",
        )
        for what in ("petrol", "site khana", "courier", "train ticket", "hardware saman")
    ]
    book.innocent("expenses_of_staff", worker, *found)


def advance_for_order(book: Book) -> None:
    """An advance for an order whose goods are still to come, with a note."""
    party, order = book.one("supplier"), f"PO {book.rng.randint(9100, 9999)}"
    payment = book.pay(
        party,
        float(book.rng.randint(8, 30) * 1000),
        book.end - timedelta(9),
        mode="neft",
        notes=f"advance for {order}, maal aana baki",
    )
    book.innocent("advance_for_open_order", payment)


def refund_of_credit(book: Book) -> None:
    """A customer sent something back and got exactly its credit note paid out."""
    invoice = book.document(book.buyer(), book.day(0.0, 0.75))
    book.pay_off(invoice, after=3)
    day = invoice["date"] + timedelta(12)
    credit = book.note(invoice, "credit_note", day, book.one_back(invoice), notes="वापसी")
    refund = book.pay(
        book.party_of(invoice),
        credit["total_amount"],
        day + timedelta(1),
        invoice=credit,
        direction="out",
        mode="upi",
        notes="refund of CN",
        paid_to_account=None,
    )
    book.innocent("refund_of_a_credit_note", credit, refund)


def father_paid(book: Book) -> None:
    """Somebody of the family paid for the customer, the exact sum."""
    invoice = book.document(book.buyer(), book.day(0.0, 0.85))
    book.innocent("paid_by_the_family", invoice, book.pay_off(invoice, mode="upi", notes="papa ke UPI se aaya"))


def supplier_rebate(book: Book) -> None:
    """A supplier paid a yearly rebate: money that comes in from somebody we buy from."""
    party = book.one("supplier")
    payment = book.pay(
        party,
        float(book.rng.randint(31, 88) * 50),
        book.day(0.6),
        mode="neft",
        direction="in",
        notes="annual turnover discount recd",
        paid_to_account=book.account,
    )
    book.innocent("rebate_from_a_supplier", payment)


CASES: tuple[Case, ...] = (
    deposit,
    expenses_of_staff,
    advance_for_order,
    refund_of_credit,
    father_paid,
    supplier_rebate,
)
