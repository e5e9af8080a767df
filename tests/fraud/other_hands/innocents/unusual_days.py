"""Days that look like a scheme and are none: stock for a feast, the night of stock-taking, a late envelope."""

from datetime import timedelta

from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.innocents.kinds import Case
from tests.fraud.other_hands.ledger import Record


def stock_for_a_feast(book: Book) -> None:
    """In the two weeks before Diwali everybody is bought from at once, and more than usual."""
    year = book.start.year + (book.start.month > 10)
    day = book.start.replace(year=year, month=10, day=14)
    parties = [party for party in book.parties if party["kind"] == "supplier" and "case" not in party][:9]
    found = [
        book.document(party, day + timedelta(place), book.lines(party, day, 1.6), notes="Diwali stock")
        for place, party in enumerate(parties)
    ]
    book.innocent("stock_for_a_feast", *found)


def night_of_stock_taking(book: Book) -> None:
    """The owner entered what was left over in the night of the year's end, and wrote why."""
    told: Record = {"delay": 0, "created_by": "owner", "notes": "year-end stock taking"}
    day = book.next_march()
    found = [book.document(book.one("supplier"), day, hour=23.1 + place / 9, **told) for place in range(4)]
    book.innocent("night_of_stock_taking", *found)


def papers_from_the_branch(book: Book) -> None:
    """The month's bills of the branch came in one envelope and were entered by one clerk in one sitting."""
    first = book.day(0.1, 0.85)
    told: Record = {"created_by": book.clerk(), "notes": "bills recd from branch"}
    found = []
    for place in range(6):
        day, party = first + timedelta(2 * place), book.one("supplier")
        found.append(book.document(party, day, delay=26 - 2 * place, hour=15 + place / 12, **told))
    book.innocent("papers_from_the_branch", *found)


def market_before_dawn(book: Book) -> None:
    """The owner buys at the wholesale market at half past four, and enters it there; he always does."""
    party = book.party("supplier", book.brand("Mandi Aadat"), taxed=False, case=True)
    told: Record = {"created_by": "owner", "source": "manual", "notes": "mandi subah 4 baje", "delay": 0, "hour": 4.5}
    found = []
    for place in range(12):
        day, rupees = book.day(place / 14, place / 14 + 0.05), book.rng.randint(180, 940) * 10.0
        found.append(book.simple(party, day, "Wholesale market lot", rupees, rate=0, **told))
    paid = [book.pay_off(bill, after=0, mode="upi", hour=4.7, created_by="owner") for bill in found]
    book.innocent("market_before_dawn", party, *found, *paid)


def two_days_of_cash(book: Book) -> None:
    """Two cash payments to one supplier below ten thousand, for two bills of two days."""
    party, day = book.one("supplier"), book.day(0.03, 0.85)
    bills = [
        book.simple(party, day + timedelta(9 * place), "Loose supply", book.rng.randint(51, 88) * 100.0, rate=0)
        for place in range(2)
    ]
    book.innocent("two_days_of_cash", *bills, *(book.pay_off(bill, after=1, mode="cash") for bill in bills))


def one_below_limit(book: Book) -> None:
    """Single bills just below the limit of approval, months and suppliers apart."""
    for place in range(2):
        rupees = round(book.trade.limit * book.rng.uniform(0.95, 0.99), 0)
        party, day = book.one("supplier"), book.day(0.1 + 0.4 * place, 0.2 + 0.4 * place)
        bill = book.simple(party, day, "Seasonal order", rupees, rate=0, reference=f"PO {book.rng.randint(7000, 7999)}")
        book.innocent("one_below_the_limit", bill)


def dearer_everywhere(book: Book) -> None:
    """A ware grew dearer at all who sell it, with the makers' circular quoted."""
    name, price, usual, rate = book.trade.bought[1]
    day, found = book.day(0.5, 0.85), []
    sellers = book.rng.sample([one for one in book.parties if one["kind"] == "supplier" and "case" not in one], 3)
    for place, party in enumerate(sellers):
        line = (name, usual[0] + 2.0, round(price * book.rng.uniform(1.31, 1.34), 2), rate)
        told: Record = {"notes": "new price list w.e.f. this month"}
        found.append(book.document(party, day + timedelta(place), [line], **told))
    book.innocent("dearer_everywhere", *found)


def returns_after_the_season(book: Book) -> None:
    """Unsold goods come back in one week: credit notes with lines, in working hours, by several hands."""
    day, found = book.day(0.6, 0.85), []
    for place in range(3):
        invoice = book.document(book.buyer(), day - timedelta(40 + place))
        told: Record = {"notes": "season return, goods recd in godown", "created_by": book.trade.staff[place]}
        found.append(book.note(invoice, "credit_note", day + timedelta(place), book.one_back(invoice), **told))
    book.innocent("returns_after_the_season", *found)


CASES: tuple[Case, ...] = (
    stock_for_a_feast,
    night_of_stock_taking,
    papers_from_the_branch,
    market_before_dawn,
    two_days_of_cash,
    one_below_limit,
    dearer_everywhere,
    returns_after_the_season,
)
