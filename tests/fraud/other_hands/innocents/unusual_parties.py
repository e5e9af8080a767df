"""Parties that look like a scheme and are none: a checked change of bank, a sister branch, a new workman."""

from datetime import timedelta

from tests.fraud.other_hands import marks, names
from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.innocents.kinds import Case
from tests.fraud.other_hands.ledger import Record


def account_changed_with_a_check(book: Book) -> None:
    """The owner changed a supplier's account after a call; payments before and after went where they should."""
    party = book.party("supplier", book.brand("Stores"), case=True)
    old, new = party["bank"]["account"], marks.account(book.rng)
    paid = [book.pay_off(book.document(party, book.day(0.0, 0.4)), after=5, mode="neft") for _ in range(3)]
    day = book.day(0.5, 0.55)
    book.bank_change(party, (day, 0), old, new, "owner", verified=True)
    party["bank"]["account"] = new
    later = [book.document(party, day + timedelta(9 * place)) for place in (1, 2, 3)]
    paid += [book.pay_off(bill, after=4, mode="neft") for bill in later]
    book.innocent("account_changed_with_a_check", party, *paid)


def two_branches(book: Book) -> None:
    """Two branches of one PAN share a bank account."""
    name = book.brand("Corporation")
    party = book.party("supplier", f"{name} - Vapi", case=True)
    told: Record = {"bank": dict(party["bank"]), "gstin": marks.gstin("27", party["gstin"][2:12])}
    other = book.party("supplier", f"{name} - Nashik", case=True, **told)
    bills = [book.document(one, book.day(0.1, 0.85)) for one in (party, other, party, other)]
    book.innocent("two_branches", party, other, *bills, *(book.pay_off(bill, mode="neft") for bill in bills))


def new_supplier_of_machines(book: Book) -> None:
    """A new supplier's large bill: with GSTIN and order, an advance, and the rest after installation."""
    day = book.day(0.3, 0.8)
    party = book.party("supplier", book.brand("Cool Machines Pvt Ltd"), case=True, created_at=day - timedelta(25))
    told: Record = {"reference": f"PO CAPEX-{book.rng.randint(2, 19)}", "delay": 1}
    bill = book.simple(party, day, "Deep freezer / machine with install", book.rng.randint(2100, 2600) * 100.0, **told)
    part = round(bill["total_amount"] * 0.6)
    first = book.pay_off(bill, after=2, amount=part, mode="rtgs", notes="60% with order")
    rest = book.pay_off(bill, after=31, amount=bill["total_amount"] - part, mode="rtgs", notes="balance after install")
    book.innocent("new_supplier_of_machines", party, bill, first, rest)


def new_small_workman(book: Book) -> None:
    """A new workman without GSTIN, small sums, no tax charged."""
    name = f"{names.people(book.rng, 1)[0]} plumber"
    party = book.party("supplier", name, taxed=False, case=True, created_at=book.day(0.4, 0.5))
    bills = book.visits(party, (1, 33, 3), "Tap / pipe repair", (4, 21, 85.0))
    book.innocent("new_small_workman", party, *bills, *(book.pay_off(bill, after=0, mode="cash") for bill in bills))


def buys_and_sells(book: Book) -> None:
    """One firm is customer and supplier: it takes what we sell and brings something else."""
    seller = book.party("supplier", book.brand("Mart"), case=True)
    buyer = book.other_side(seller)
    found = [book.document(party, book.day(0.0, 0.9)) for party in (seller, buyer) * 3]
    book.innocent("buys_and_sells", seller, buyer, *found)


def lorry_in_cash(book: Book) -> None:
    """A lorry owner is paid in cash, above ten but below thirty-five thousand a day, as the law lets it."""
    party = book.party("supplier", f"{names.people(book.rng, 1)[0]} (lorry)", taxed=False, case=True)
    days = (book.day(0.0, 0.4), book.day(0.45, 0.85))
    bills = [book.simple(party, day, "Lorry hire / truck bhada", book.rng.randint(14, 29) * 1000.0) for day in days]
    paid = [book.pay_off(bill, after=0, mode="cash", notes="goods carriage hire, s.44AE declaration") for bill in bills]
    book.innocent("lorry_in_cash", party, *bills, *paid)


def large_by_bank(book: Book) -> None:
    """A customer paid several lakh, by bank."""
    party = book.party("customer", book.brand("Infra Projects LLP"), case=True)
    rupees = book.rng.randint(2900, 3600) * 100.0
    invoice = book.simple(party, book.day(0.1, 0.85), book.trade.sold[0][0], rupees, reference="PO NIP/118")
    book.innocent("large_by_bank", party, invoice, book.pay_off(invoice, mode="rtgs"))


CASES: tuple[Case, ...] = (
    account_changed_with_a_check,
    two_branches,
    new_supplier_of_machines,
    new_small_workman,
    buys_and_sells,
    lorry_in_cash,
    large_by_bank,
)
