"""How thieves in small firms work: with friends who buy, and with goods that go in circles."""

from datetime import timedelta

from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.ledger import Record
from tests.fraud.other_hands.troubles.kinds import Case


def goods_in_a_circle(book: Book) -> list[Record]:
    """The same lot is bought from and sold back to one firm within days, again and again, at nearly one price."""
    seller = book.party("supplier", book.brand("Commodities"), case=True)
    buyer = book.other_side(seller)
    found = [seller, buyer]
    day, price = book.day(0.2, 0.7), book.rng.randint(220, 480) + 0.5
    for place in range(4):
        many, at = float(book.rng.randint(90, 240)), book.open_day(day + timedelta(21 * place))
        found.append(book.document(seller, at, [("Lot grade-A kg", many, price + 4 * place, 5.0)]))
        found.append(
            book.document(buyer, at + timedelta(3), [("Lot grade-A kg", many, (price + 4 * place) * 1.015, 5.0)])
        )
    return found


def cheap_for_one(book: Book) -> list[Record]:
    """A customer with the phone of an employee buys at half of everybody's price."""
    worker, (name, price, usual, rate) = book.one("employee"), book.trade.sold[0]
    party = book.party("customer", book.brand("Trading Point"), taxed=False, phone=worker["phone"], case=True)
    day, cheap = book.day(0.3, 0.7), (name, round(price * 0.48, 2), usual, rate)
    days = [day + timedelta(31 * place) for place in range(4)]
    by = book.trade.staff[1]
    return [party, worker, *(book.document(party, at, [book.line(cheap, at)], created_by=by) for at in days)]


CASES: tuple[Case, ...] = (goods_in_a_circle, cheap_for_one)
