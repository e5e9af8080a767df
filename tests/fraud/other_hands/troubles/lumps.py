"""Payments that do not fit, seen only beside others: lumps, gateways, staff, references used up."""

from datetime import timedelta

from tests.fraud.other_hands import names
from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.groups import group, quote, settle_all
from tests.fraud.other_hands.ledger import Record
from tests.fraud.other_hands.troubles.kinds import Case


def lump_without_the_last(book: Book) -> list[Record]:
    """The note names four bills, all count as paid, and the money is that of three."""
    bills = group(book, book.one("supplier"), 4)
    amount = settle_all(bills) - bills[-1]["total_amount"]
    payment = book.pay(book.party_of(bills[0]), amount, bills[-1]["date"] + timedelta(6), mode="neft")
    quote(book, payment, bills, "4 bills:")
    return [payment, *bills]


def gateway_kept_too_much(book: Book) -> list[Record]:
    """The gateway's settlement says three invoices less 2 % and GST on it; it is short by far more."""
    invoices = group(book, book.buyer(), 3)
    amount = round(settle_all(invoices) * (1 - 0.02 * 1.18) * 0.88, 2)
    day = invoices[-1]["date"] + timedelta(2)
    payment = book.pay(
        book.party_of(invoices[0]), amount, day, mode="netbanking", reference=f"setl_{book.rng.randint(10**8, 10**9)}"
    )
    quote(book, payment, invoices, "gateway settlement less 2%+GST:")
    return [payment, *invoices]


def one_reference_for_two(book: Book) -> list[Record]:
    """One transfer that came in was written against the invoices of two customers."""
    first = book.document(book.buyer(), book.day(0.0, 0.85))
    receipt = book.pay_off(first, mode="neft", after=12)
    lines = book.same_lines(first)
    party = book.another(book.party_of(first))
    if book.trade.key == "coaching":
        party = book.buyer()
    second = book.document(
        party,
        first["date"] + timedelta(3),
        lines,
        notes="separate order, same size",
        reference=f"Order {book.rng.randint(100, 999)}",
    )
    again = book.pay_off(second, mode="neft", after=9, reference=receipt["reference"])
    again["date"] = receipt["date"]
    return [receipt, again]


def only_taxable_value(book: Book) -> list[Record]:
    """Only the value before tax was paid; the bill counts as settled without a word about the tax."""
    party = book.registered()
    day = book.day(0.0, 0.85)
    bill = book.document(
        party, day, [(book.goods[party["id"]][0][0], 12.0, float(book.rng.randint(311, 990)), 18.0)], notes=None
    )
    return [bill, book.pay_off(bill, amount=bill["subtotal"])]


def claim_paid_twice(book: Book) -> list[Record]:
    """An employee handed in one receipt twice."""
    worker = book.one("employee")
    day, amount = book.day(0.0, 0.9), float(book.rng.randint(611, 3890))
    receipt = f"{book.rng.choice(('diesel', 'hotel', 'toll + khana'))} bill no {book.rng.randint(1000, 99999)}"
    first = book.pay(worker, amount, day, mode="upi", notes=f"reimb. {receipt}")
    second = book.pay(
        worker, amount, day + timedelta(book.rng.randint(9, 20)), mode="upi", notes=f"reimbursement {receipt}"
    )
    return [first, second]


def salary_twice(book: Book) -> list[Record]:
    """The salary of one month went out on the first and again on the seventh."""
    worker = book.party("employee", names.people(book.rng, 1)[0], taxed=False, case=True)
    wage = float(book.rng.randint(110, 260) * 100)
    first = book.day(0.1, 0.3).replace(day=1)
    found: list[Record] = []
    for place in range(5):
        month = (first + timedelta(32 * place)).replace(day=1)
        notes = f"salary {month - timedelta(1):%b %Y}"
        paid = book.pay(worker, wage, month, mode="neft", notes=notes)
        if place == 3:
            found = [paid, book.pay(worker, wage, month + timedelta(6), mode="upi", notes=notes)]
    return found


def cheque_number_used_twice(book: Book) -> list[Record]:
    """One cheque was written against two bills of two suppliers, each for its full and equal sum."""
    bill = book.document(book.one("supplier"), book.day(0.03, 0.85))
    payment = book.pay_off(bill, mode="cheque")
    other = book.another(book.party_of(bill))
    again = book.pay(other, payment["amount"], payment["date"], mode="cheque", reference=payment["reference"])
    return [payment, again]


def twice_in_one_run(book: Book) -> list[Record]:
    """The payment file of the month went to the bank twice, ten days apart; one bill was paid in both runs."""
    bill = book.document(book.one("supplier"), book.day(0.03, 0.85))
    first = book.pay_off(bill, mode="neft", notes="payment run")
    second = book.pay(
        book.party_of(bill),
        first["amount"],
        first["date"] + timedelta(10),
        mode="neft",
        invoice=bill,
        notes="payment run",
    )
    return [bill, first, second]


CASES: tuple[Case, ...] = (
    lump_without_the_last,
    gateway_kept_too_much,
    one_reference_for_two,
    only_taxable_value,
    claim_paid_twice,
    salary_twice,
    cheque_number_used_twice,
    twice_in_one_run,
)
