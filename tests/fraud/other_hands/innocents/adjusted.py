"""Payments that differ from their document until what came before or after is read with them."""

from datetime import timedelta

from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.innocents.deductions import a_bill, a_sale
from tests.fraud.other_hands.innocents.kinds import Case


def advance_and_rest(book: Book) -> None:
    """An advance before the bill, the rest after it."""
    for draw in (a_bill, a_sale):
        document = draw(book)
        advance = round(document["total_amount"] * 0.35, -1) or 10.0
        party = book.party_of(document)
        first = book.pay(party, advance, document["date"] - timedelta(10), invoice=document, notes="advance / बयाना")
        document["paid_amount"] = advance
        rest = book.pay_off(document, after=4, amount=document["total_amount"] - advance, notes="balance after advance")
        book.innocent("advance_and_rest", document, first, rest)


def money_held_back(book: Book) -> None:
    """Five per cent are held back for a year, and the bill stays open for them."""
    bill = a_bill(book)
    held = round(bill["total_amount"] * 0.05, 2)
    paid = book.pay_off(bill, amount=bill["total_amount"] - held, notes="5% retention till warranty ends")
    bill["status"] = "partial"
    book.innocent("retention", bill, paid)


def tax_held_back(book: Book) -> None:
    """The GST is paid a month later, when the supplier's return shows the bill."""
    party = book.registered()
    bill = book.document(
        party, book.day(0.03, 0.8), [("Assorted supply", 1.0, float(book.rng.randint(91, 240) * 70), 18.0)]
    )
    first = book.pay_off(bill, after=6, amount=bill["subtotal"], notes="GST on hold till 2B")
    second = book.pay_off(bill, after=38, amount=bill["tax_amount"], notes="GST portion, reflected in 2B")
    book.innocent("gst_held_until_2b", bill, first, second)


def credit_taken_off(book: Book) -> None:
    """Some goods came back; their credit note was taken off the payment."""
    for _ in range(2):
        invoice = a_sale(book, 0.75)
        lines = book.one_back(invoice)
        credit = book.note(
            invoice, "credit_note", invoice["date"] + timedelta(4), lines, notes="rate difference / return"
        )
        paid = book.pay_off(invoice, after=12, amount=invoice["total_amount"] - credit["total_amount"], notes="less CN")
        book.innocent("credit_note_taken_off", invoice, credit, paid)


def cheque_came_back_once(book: Book) -> None:
    """The cheque came back, was put in again, and cleared."""
    invoice = a_sale(book, 0.8)
    first = book.pay_off(invoice, after=5, mode="cheque")
    party, amount, number = book.party_of(invoice), first["amount"], first["reference"]
    back = book.pay(
        party,
        amount,
        first["date"] + timedelta(3),
        invoice=invoice,
        mode="cheque",
        direction="out",
        reference=number,
        notes="cheque returned - signature differs",
    )
    third = book.pay(
        party,
        amount,
        first["date"] + timedelta(8),
        invoice=invoice,
        mode="cheque",
        reference=number,
        notes="re-presented and cleared",
    )
    book.innocent("cheque_came_back_once", invoice, first, back, third)


def upi_failed_and_returned(book: Book) -> None:
    """The money left twice because the app hung, and the bank gave one back."""
    bill = a_bill(book)
    first = book.pay_off(bill, mode="upi")
    party, again = book.party_of(bill), first["created_at"] + timedelta(minutes=3)
    second = book.pay(party, first["amount"], first["date"], invoice=bill, mode="upi", created_at=again)
    back = book.pay(
        party,
        first["amount"],
        first["date"] + timedelta(2),
        invoice=bill,
        mode="upi",
        direction="in",
        notes=f"UPI reversal of {second['reference']}",
        paid_to_account=book.account,
    )
    book.innocent("upi_failed_and_returned", bill, first, second, back)


def excess_taken_off_next(book: Book) -> None:
    """A customer paid some hundred too much and that much less the next time."""
    party = book.buyer()
    day, excess = book.day(0.03, 0.75), float(book.rng.randint(11, 48) * 10)
    first, second = book.document(party, day), book.document(party, day + timedelta(31))
    scale = [("Regular order", 1.0, 5_450.0, 0.0)]
    for document in (first, second):
        if document["total_amount"] < 2 * excess:
            document |= book.sums(scale)
    one = book.pay_off(
        first, after=4, amount=first["total_amount"] + excess, notes=f"excess {excess:.0f} to be adjusted"
    )
    two = book.pay_off(second, after=4, amount=second["total_amount"] - excess, notes=f"prev excess {excess:.0f} adj")
    book.innocent("excess_taken_off_next", first, second, one, two)


CASES: tuple[Case, ...] = (
    advance_and_rest,
    money_held_back,
    tax_held_back,
    credit_taken_off,
    cheque_came_back_once,
    upi_failed_and_returned,
    excess_taken_off_next,
)
