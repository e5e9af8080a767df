"""What moved sales: the last three months against the same ones a year before, by customer, by product, and of
products by price and quantity. With less than fifteen months they are set against the three before.

    price     (price now - price before) x quantity now
    quantity  (quantity now - quantity before) x price before
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from app.books.records import Books
from app.insights.records.evidence import Driver, Trace
from app.insights.records.trends import Against, Change
from app.insights.rules import history
from app.insights.rules.trends import selling
from app.insights.rules.trends.selling import Sale
from app.values import money
from app.values.period import Month

ZERO = Decimal(0)

ByParty = Mapping[UUID | None, Decimal]

NAMED = 3
LEAST_SHARE = Decimal("0.02")
"""What moved less than this share of the larger sum is not worth naming."""

COVERED = Decimal("0.7")
"""Prices and quantities are told apart where lines that count things, not name a lump, are so much of both sums."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The sales of the last months and of those they are compared with."""

    against: Against
    first: Month
    last: Month
    now: Sequence[Sale]
    before: Sequence[Sale]


@dataclass(frozen=True, slots=True)
class Sold:
    """How much of one product was sold, and for how much before tax; `counted` in lines of more than one lump of it."""

    quantity: Decimal = ZERO
    amount: Decimal = ZERO
    counted: Decimal = ZERO


def compared(months: Mapping[Month, Sequence[Sale]], known: Sequence[Month]) -> Compared | None:
    """The last three of the `known` months beside earlier ones; None with fewer than six."""
    size = history.RECENT_MONTHS
    if len(known) < 2 * size:
        return None
    back, against = (12, Against.LAST_YEAR) if len(known) >= 12 + size else (size, Against.MONTHS_BEFORE)
    first, last = known[-size], known[-1]
    now, before = (selling.within(months, first.plus(-less), last.plus(-less)) for less in (0, back))
    return Compared(against, first, last, now, before)


def change(found: Compared) -> Change:
    """Both sums, and how far prices and quantities explain the difference."""
    now, before = selling.total(found.now), selling.total(found.before)
    prices, quantities = _price_and_quantity(found) or (None, None)
    return Change(found.against, f"{found.first}/{found.last}", now, before, prices, quantities)


def drivers(books: Books, found: Compared) -> Iterable[tuple[Driver, Trace]]:
    """The customers and products that moved sales most, each with its invoices; nameless sales are left out."""
    least = max(abs(selling.total(found.now)), abs(selling.total(found.before))) * LEAST_SHARE
    by_party = _difference(_by_party(found.now), _by_party(found.before))
    for party_id, amount in sorted(by_party.items(), key=lambda pair: (-abs(pair[1]), str(pair[0])))[:NAMED]:
        if party_id is not None and abs(amount) >= least:
            name = books.party_name(party_id)
            rows = [sale for sale in (*found.now, *found.before) if sale.document.party_id == party_id]
            yield Driver(name, amount, f"{name} bought {_more(amount)}"), _traced(name, rows, amount)
    sold_now, sold_before = products(found.now), products(found.before)
    names = sold_now.keys() | sold_before.keys()
    moved = {name: sold_now.get(name, Sold()).amount - sold_before.get(name, Sold()).amount for name in names}
    for name, amount in sorted(moved.items(), key=lambda pair: (-abs(pair[1]), pair[0]))[:NAMED]:
        if abs(amount) >= least and len(names) > 1:
            rows = [sale for sale in (*found.now, *found.before) if name in _names(sale)]
            yield Driver(name, amount, f"{name} brought {_more(amount)}"), _traced(name, rows, amount)


def products(sales: Iterable[Sale]) -> Mapping[str, Sold]:
    """What the lines of the invoices say was sold, by the name of the product; notes count against."""
    found: dict[str, Sold] = defaultdict(Sold)
    for sale in sales:
        sign = -1 if sale.amount < 0 else 1
        for item in sale.document.items:
            one = found[item.name.strip()]
            found[item.name.strip()] = Sold(
                one.quantity + sign * item.quantity,
                one.amount + sign * item.amount,
                one.counted + (sign * item.amount if item.quantity != 1 else ZERO),
            )
    return found


def _price_and_quantity(found: Compared) -> tuple[Decimal, Decimal] | None:
    now, before = products(found.now), products(found.before)
    for sold, sales in ((now, found.now), (before, found.before)):
        counted = sum((one.counted for one in sold.values()), ZERO)
        if not sales or counted < COVERED * selling.total(sales):
            return None
    prices = quantities = ZERO
    for name in now.keys() & before.keys():
        if now[name].quantity > 0 and before[name].quantity > 0:
            was = before[name].amount / before[name].quantity
            prices += now[name].amount - was * now[name].quantity
            quantities += was * (now[name].quantity - before[name].quantity)
    return (money.rounded(prices), money.rounded(quantities)) if now.keys() & before.keys() else None


def _more(amount: Decimal) -> str:
    return "more" if amount > 0 else "less"


def _by_party(sales: Iterable[Sale]) -> ByParty:
    found: dict[UUID | None, Decimal] = defaultdict(lambda: ZERO)
    for sale in sales:
        found[sale.document.party_id] += sale.amount
    return found


def _difference(now: ByParty, before: ByParty) -> ByParty:
    return {key: now.get(key, ZERO) - before.get(key, ZERO) for key in now.keys() | before.keys()}


def _names(sale: Sale) -> frozenset[str]:
    return frozenset(item.name.strip() for item in sale.document.items)


def _traced(name: str, rows: Iterable[Sale], amount: Decimal) -> Trace:
    return selling.traced(f"drivers.{name}", "sales of now less those they are set against", rows, amount)
