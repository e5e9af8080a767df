"""How thieves in small firms work: bills that are dressed up, cut up, or come from nowhere."""

from datetime import timedelta

from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.ledger import Record
from tests.fraud.other_hands.troubles.kinds import Case
from tests.fraud.other_hands.troubles.vendors import ghost


def job_cut_below_limit(book: Book) -> list[Record]:
    """One job in four bills within a week, each a little below what the owner must approve."""
    party, by = book.party("supplier", book.brand("Civil Works"), case=True), book.trade.staff[1]
    day, limit = book.day(0.2, 0.85), book.trade.limit / 1.18
    shares = book.rng.sample((0.947, 0.962, 0.973, 0.981, 0.991), 4)
    bills = [
        book.simple(
            party, day + timedelta(place), f"Shed repair work part {place + 1}", round(limit * share, 2), created_by=by
        )
        for place, share in enumerate(shares)
    ]
    book.next_number.update(bill["id"] for bill in bills[1:])
    return [party, *bills]


def tax_without_gstin(book: Book) -> list[Record]:
    """A supplier without GSTIN charges 18 % GST on every bill."""
    party = ghost(book, "Packaging")
    bills = book.visits(party, (4, 19, 4), "Packing material", (71, 190, 83.0))
    for bill in bills:
        bill |= book.sums([(item["name"], 1.0, item["unit_price"], 18.0) for item in bill["items"]])
    return [party, *bills]


def borrowed_gstin(book: Book) -> list[Record]:
    """A new supplier shows the GSTIN of an old one of another name, trade, phone and bank."""
    lender = book.registered()
    party = ghost(book, "Trading", gstin=lender["gstin"])
    bills = book.visits(party, (2, 14, 3), "Consumables assorted", (140, 390, 91.0))
    return [party, lender, *bills, *(book.pay_off(bill, after=2, mode="neft") for bill in bills)]


def only_customer(book: Book) -> list[Record]:
    """A new goods supplier whose bills over half a year are numbers 1 to 8: nobody else buys from him."""
    party = ghost(book, "Goods House")
    bills = book.visits(party, (1, 19, 8), "Material supply", (18, 64, 500.0), source="manual", items=[])
    for place, bill in enumerate(bills):
        bill["number"] = f"{place + 1:03d}"
    return [party, *bills, *(book.pay_off(bill, after=1, mode="imps") for bill in bills)]


def long_silent_then_large(book: Book) -> list[Record]:
    """A supplier of one small bill long ago comes back with large ones that are paid the same day."""
    party = book.party("supplier", book.brand("Sales"), case=True, taxed=False)
    book.pay_off(book.simple(party, book.start + timedelta(6), "Sample", 2_870.0), mode="upi")
    bills = [
        book.simple(
            party, book.end - timedelta(days), "Supply", book.rng.randint(610, 890) * 100.0, reference=None, delay=0
        )
        for days in (30, 21)
    ]
    return [party, *bills, *(book.pay_off(bill, after=0, mode="rtgs") for bill in bills)]


def price_of_a_friend(book: Book) -> list[Record]:
    """One supplier sells us what others sell us, at nearly twice their price; one clerk enters him."""
    name, price, usual, rate = book.trade.bought[0]
    party, by = ghost(book, "Trade Links"), book.trade.staff[1]
    dear = (name, round(price * 1.85, 2), usual, rate)
    days = [party["created_at"] + timedelta(16 * place + 3) for place in range(4)]
    return [party, *(book.document(party, day, [book.line(dear, day)], created_by=by) for day in days)]


def entered_after_year_end(book: Book) -> list[Record]:
    """Bills of one supplier dated in the last days of March, entered in the summer by a clerk and paid in cash."""
    party = book.party("supplier", book.brand("Traders (Deesa)"), taxed=False, case=True)
    march, found = book.next_march(), [party]
    told: Record = {"created_by": book.trade.staff[1], "source": "manual", "reference": None}
    for place in range(3):
        day, rupees = march - timedelta(2 - place), book.rng.randint(62, 97) * 100.0
        bill = book.simple(party, day, "Repairs and sundry", rupees, delay=118 + place, **told)
        found += [bill, book.pay_off(bill, after=119 + place, mode="cash")]
    return found


CASES: tuple[Case, ...] = (
    job_cut_below_limit, tax_without_gstin, borrowed_gstin, only_customer, long_silent_then_large, price_of_a_friend,
    entered_after_year_end,
)  # fmt: skip
