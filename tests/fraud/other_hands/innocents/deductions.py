"""Payments that are a little less than their document, for a reason in a note or in the arithmetic."""

from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.innocents.kinds import Case
from tests.fraud.other_hands.ledger import Record


def a_bill(book: Book, last: float = 0.85) -> Record:
    return book.document(book.one("supplier"), book.day(0.03, last))


def a_sale(book: Book, last: float = 0.85) -> Record:
    return book.document(book.buyer(), book.day(0.03, last))


def tds_kept(book: Book) -> None:
    """Tax kept back at a rate of the law on the value before GST; every second time nobody wrote it down."""
    for place, (rate, section) in enumerate(((0.01, "194C"), (0.02, "194C"), (0.10, "194J"), (0.001, "194Q"))):
        bill = a_bill(book) if place % 2 else a_sale(book)
        if bill["subtotal"] * rate < 5:
            bill |= book.sums([("Job work as per order", 1.0, 64_350.0, 18.0)], taxed=bill["tax_amount"] > 0)
        kept = round(bill["subtotal"] * rate, 0)
        paid = book.pay_off(
            bill, amount=bill["total_amount"] - kept, notes=f"TDS {rate:.1%} u/s {section}" if place != 1 else None
        )
        book.innocent("tds_kept_back", bill, paid)


def gateway_fee(book: Book) -> None:
    """The gateway keeps two per cent and GST on them."""
    for _ in range(2):
        invoice = a_sale(book)
        amount = invoice["total_amount"] * (1 - 0.02 * 1.18)
        paid = book.pay_off(invoice, after=2, amount=amount, mode="card", notes="Razorpay T+2, MDR 2% + GST deducted")
        book.innocent("gateway_fee", invoice, paid)


def bank_charge(book: Book) -> None:
    """The sender's bank kept its charge."""
    for charge in (5.90, 17.70, 29.50):
        invoice = a_sale(book)
        paid = book.pay_off(
            invoice,
            amount=invoice["total_amount"] - charge,
            mode="neft",
            notes="net of bank charges" if charge > 6 else None,
        )
        book.innocent("bank_charge", invoice, paid)


def small_rounding(book: Book) -> None:
    """Paid to the next ten rupees, or without the paise."""
    for _ in range(3):
        bill = a_bill(book)
        bill["total_amount"] = round(bill["total_amount"]) + book.rng.choice((0.4, 1.0, 2.0, 0.75))
        paid = book.pay_off(
            bill,
            amount=round(bill["total_amount"] / 10) * 10 if bill["total_amount"] > 900 else round(bill["total_amount"]),
        )
        book.innocent("paid_in_round_rupees", bill, paid)


def cash_discount(book: Book) -> None:
    """Two per cent less for paying within a week, as the bill offered."""
    for _ in range(2):
        bill = a_bill(book)
        bill["notes"] = "2% CD if paid in 7 days"
        amount = bill["total_amount"] - round(bill["subtotal"] * 0.02, 2)
        book.innocent("cash_discount", bill, book.pay_off(bill, after=5, amount=amount, notes="CD 2% availed"))


CASES: tuple[Case, ...] = (
    tds_kept,
    gateway_fee,
    bank_charge,
    small_rounding,
    cash_discount,
)
