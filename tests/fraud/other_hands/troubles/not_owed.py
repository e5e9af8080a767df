"""Payments that do not fit: for what was returned, cancelled, already paid in advance, or for nothing."""

from datetime import timedelta

from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.ledger import Record
from tests.fraud.other_hands.troubles.kinds import Case


def bounced_and_still_paid(book: Book) -> list[Record]:
    """The cheque came back and was never replaced; the invoice still counts as paid."""
    invoice = book.document(book.buyer(), book.day(0.0, 0.8))
    receipt = book.pay_off(invoice, mode="cheque")
    notes = f"CHQ RTN {receipt['reference']} funds insufficient"
    back = book.pay(
        book.party_of(invoice), receipt["amount"], receipt["date"] + timedelta(4), invoice=invoice, mode="cheque",
        direction="out", reference=receipt["reference"], notes=notes,
    )  # fmt: skip
    return [invoice, receipt, back]


def refund_above_credit(book: Book) -> list[Record]:
    """Goods came back for one sum, a larger one was paid out."""
    invoice = book.document(book.buyer(), book.day(0.0, 0.75))
    book.pay_off(invoice, after=3)
    day = book.open_day(invoice["date"] + timedelta(15))
    credit = book.note(invoice, "credit_note", day, book.one_back(invoice), notes="maal wapas")
    amount = round(credit["total_amount"] * book.rng.uniform(1.5, 2.2) + 900, 0)
    refund = book.pay(
        book.party_of(invoice), amount, day + timedelta(2), invoice=credit, direction="out", mode="upi", notes="refund"
    )
    return [credit, refund]


def advance_forgotten(book: Book) -> list[Record]:
    """An advance was paid for an order; then its bill was paid in full as well."""
    order = f"ORD-{book.rng.randint(500, 4999)}"
    bill = book.document(book.one("supplier"), book.day(0.03, 0.85), reference=order)
    advance = round(bill["total_amount"] * 0.4, -1) or 10.0
    first = book.pay(
        book.party_of(bill), advance, bill["date"] - timedelta(9), mode="neft", notes=f"advance agst {order}"
    )
    return [bill, first, book.pay_off(bill, mode="neft")]


def paid_though_cancelled(book: Book) -> list[Record]:
    """The bill had been cancelled, and was paid all the same."""
    bill = book.document(book.one("supplier"), book.day(0.03, 0.85), notes="CANCELLED - material rejected at gate")
    payment = book.pay_off(bill, after=book.rng.randint(12, 25))
    bill["status"] = "cancelled"
    return [bill, payment]


def paid_though_returned(book: Book) -> list[Record]:
    """Everything went back against a debit note; three weeks later the bill was paid in full."""
    bill = book.document(book.one("supplier"), book.day(0.03, 0.85))
    lines = book.same_lines(bill)
    debit = book.note(bill, "debit_note", bill["date"] + timedelta(4), lines, notes="full return, quality issue")
    if bill["tax_amount"] == 0:
        debit |= book.sums(lines, taxed=False)
    return [debit, bill, book.pay_off(bill, after=book.rng.randint(20, 30))]


def for_no_bill_at_all(book: Book) -> list[Record]:
    """A transfer to a supplier who has billed nothing for months, without a word."""
    party = book.party("supplier", book.brand("Marketing"), case=True)
    book.pay_off(book.document(party, book.day(0.0, 0.1)))
    return [book.pay(party, float(book.rng.randint(1900, 6900) * 10 + 7), book.day(0.6, 0.9), mode="neft")]


CASES: tuple[Case, ...] = (
    bounced_and_still_paid,
    refund_above_credit,
    advance_forgotten,
    paid_though_cancelled,
    paid_though_returned,
    for_no_bill_at_all,
)
