"""How thieves in small firms work: with cash, with credit notes and refunds, with cancellations."""

from datetime import timedelta

from tests.fraud.other_hands import names
from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.ledger import Record
from tests.fraud.other_hands.troubles.kinds import Case


def cash_in_three_vouchers(book: Book) -> list[Record]:
    """One supplier was paid one bill in cash on one day, by three vouchers that each stay below ten thousand."""
    bill = book.simple(
        book.one("supplier"), book.day(0.0, 0.85), "Material lot", book.rng.randint(276, 289) * 100.0, rate=0
    )
    shares = (9_700.0, 9_450.0, bill["total_amount"] - 19_150.0)
    return [book.party_of(bill), *(book.pay_off(bill, after=3, amount=share, mode="cash") for share in shares)]


def cash_of_two_lakh(book: Book) -> list[Record]:
    """One customer brought more than two lakh in cash for one invoice, in four parts over six days."""
    party = book.party("customer", names.people(book.rng, 1)[0], taxed=False, case=True)
    invoice = book.simple(party, book.day(0.2, 0.8), book.trade.sold[0][0], book.rng.randint(2010, 2390) * 100.0)
    fourth = round(invoice["total_amount"] / 4 - 700, 0)
    amounts = [fourth, fourth + 400, fourth - 900]
    amounts.append(round(invoice["total_amount"] - sum(amounts), 2))
    paid = [book.pay_off(invoice, after=2 * at, amount=amount, mode="cash") for at, amount in enumerate(amounts)]
    return [party, invoice, *paid]


def credits_by_one_clerk(book: Book) -> list[Record]:
    """One clerk wrote full credit notes over old invoices late in the evening of a month's end; no goods came back."""
    found: list[Record] = []
    evening = (book.day(0.6, 0.85).replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
    told: Record = {"hour": 23.2, "created_by": book.trade.staff[1], "notes": "adj", "items": []}
    for _ in range(4):
        invoice = book.document(book.buyer(), evening - timedelta(book.rng.randint(75, 110)))
        lines = [("Adjustment", 1.0, invoice["total_amount"], 0.0)]
        found += [book.note(invoice, "credit_note", evening, lines, **told), invoice]
    return found


def refunds_to_an_employee(book: Book) -> list[Record]:
    """Refunds to three customers all went to the account of one employee."""
    worker = book.one("employee")
    found = [worker]
    told: Record = {"direction": "out", "mode": "upi", "notes": "refund", "paid_to_account": worker["bank"]["account"]}
    for place in range(3):
        invoice = book.document(book.buyer(), book.day(0.4 + place / 12, 0.45 + place / 12))
        book.pay_off(invoice, after=2)
        party, day = book.party_of(invoice), invoice["date"] + timedelta(20)
        credit = book.note(invoice, "credit_note", day, book.one_back(invoice), notes="return")
        found += [party, credit, book.pay(party, credit["total_amount"], day, invoice=credit, **told)]
    return found


def cancelled_at_closing(book: Book) -> list[Record]:
    """One clerk alone cancels sales at closing time, five in one month, and nothing takes their place."""
    day, by = book.day(0.4, 0.8), book.trade.staff[2]
    told: Record = {"status": "cancelled", "created_by": by, "source": "manual", "notes": "cancel", "delay": 0}
    hour = book.trade.hours[1] - 0.2
    return [book.document(book.buyer(), day + timedelta(5 * place), hour=hour, **told) for place in range(5)]


CASES: tuple[Case, ...] = (
    cash_in_three_vouchers, cash_of_two_lakh, credits_by_one_clerk, refunds_to_an_employee, cancelled_at_closing,
)  # fmt: skip
