"""One party's price for a thing lies far from everybody else's: dearer than all others sell, or cheaper than all buy.

Who shares a supplier's margin, or gives goods away to a friend, shows in the price of a thing that many trade in. The
price of a thing is compared with the prices of other parties in the same months: dearer times are dear everywhere.
Innocent are things whose price always wanders, small quantities that cost more, large ones that cost less, and lines
that only share a vague name.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import takewhile
from statistics import median
from uuid import UUID

from app.books.records import Books, DocumentKind
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns import evidence, price_lines
from app.fraud.rules.patterns.price_lines import Line, Trade

LEAST_LINES = 3
LEAST_OTHERS = 6
DEARER, CHEAPER = Decimal("1.2"), Decimal("0.75")
FAR_DEARER, FAR_CHEAPER = Decimal("1.5"), Decimal("0.5")
"""So far no difference in quantity explains."""
STEADY = Decimal("0.12")
"""Half of the others' prices lie within this share of their middle one: a thing with a price."""
TIMES_SPREAD = Decimal("1.5")
BELOW_COST = Decimal("0.95")
QUANTITY_TIMES = 3
"""A quantity this much smaller or larger than the others' middle one has a price of its own."""
BASE, ONE_PERSON, PER_LINE, MOST = 0.72, 0.06, 0.02, 0.9
MOSTLY = 0.7


def findings(books: Books) -> list[Finding]:
    """One finding for each supplier that is dearer, and each customer that buys cheaper, than all others."""
    odd: dict[tuple[UUID, DocumentKind], dict[UUID, Line]] = defaultdict(dict)
    by_thing = price_lines.trades(books)
    for (kind, named), trade in by_thing.items():
        bought = by_thing.get((DocumentKind.SUPPLIER_BILL, named)) if kind is DocumentKind.SALES_INVOICE else None
        for line in _odd_lines(trade, bought):
            odd[line.firm, kind][line.document.id] = line
    entered = _share_entered(books)
    return [
        _finding(books, list(lines.values()), kind, entered)
        for (_, kind), lines in odd.items()
        if len(lines) >= LEAST_LINES
    ]


def _odd_lines(trade: Trade, bought: Trade | None) -> Iterator[Line]:
    """The lines of firms whose latest lines for this thing all lie beyond the prices of all others at the time.

    bought : for things that are sold, at what prices they were bought.
    """
    count = len(trade.lines)
    if count < LEAST_LINES + LEAST_OTHERS or len(trade.by_firm) < 2:
        return
    for own in trade.by_firm.values():
        newest_first = reversed(own) if len(own) >= LEAST_LINES else ()
        late = list(takewhile(lambda one: _is_odd(one, trade, bought), newest_first))
        if LEAST_LINES <= len(late) <= count - LEAST_OTHERS:
            yield from reversed(late)


def _is_odd(line: Line, trade: Trade, bought: Trade | None) -> bool:
    if _is_met(line, trade):
        return False
    others = [one for one in trade.at_the_time(line.on) if one.firm != line.firm]
    if len(others) < LEAST_OTHERS:
        return False
    prices = sorted(one.price for one in others)
    middle = prices[len(prices) // 2]
    if median(abs(one - middle) for one in prices) > middle * STEADY:
        return False
    ratio = line.price / middle
    times = line.item.quantity / median(one.item.quantity for one in others)
    if line.document.kind is DocumentKind.SUPPLIER_BILL:
        is_retail = times * QUANTITY_TIMES < 1 and ratio < FAR_DEARER
        is_apart = _is_apart(line.price - prices[-1], prices[-1] - middle)
        return is_apart and ratio >= DEARER and not is_retail
    is_wholesale = times > QUANTITY_TIMES and ratio > FAR_CHEAPER and not _is_below_cost(line, bought)
    is_apart = _is_apart(prices[0] - line.price, middle - prices[0])
    return is_apart and ratio <= CHEAPER and not is_wholesale


def _is_apart(beyond: Decimal, spread: Decimal) -> bool:
    """Whether a price lies further `beyond` the next one than all others lie from their middle (`spread`): where
    everybody has a price of their own, somebody's is the lowest."""
    return beyond > 0 and beyond >= TIMES_SPREAD * spread


def _is_met(line: Line, trade: Trade) -> bool:
    """Whether somebody else has the same price at the time, or one that is odder still: a quick look first."""
    price, firm, around = line.price, line.firm, trade.at_the_time(line.on)
    if line.document.kind is DocumentKind.SUPPLIER_BILL:
        return any(one.item.unit_price >= price and one.firm != firm for one in around)
    return any(one.item.unit_price <= price and one.firm != firm for one in around)


def _is_below_cost(line: Line, bought: Trade | None) -> bool:
    """Whether the thing was sold for clearly less than it cost at the time: no quantity is a reason for that."""
    costs = [one.price for one in bought.at_the_time(line.on)] if bought else []
    return len(costs) >= LEAST_LINES and line.price < median(costs) * BELOW_COST


def _share_entered(books: Books) -> Mapping[str | None, float]:
    """For each person the share of all documents that they entered."""
    counts: dict[str | None, int] = defaultdict(int)
    for document in books.documents:
        counts[document.entered_by] += 1
    return {who: count / len(books.documents) for who, count in counts.items()}


def _finding(books: Books, lines: Sequence[Line], kind: DocumentKind, entered: Mapping[str | None, float]) -> Finding:
    people = {line.document.entered_by for line in lines}
    is_one = len(people) == 1 and None not in people and entered[next(iter(people))] < MOSTLY
    chance = min(MOST, BASE + PER_LINE * (len(lines) - LEAST_LINES) + ONE_PERSON * is_one)
    rule = Rule.TOO_DEAR if kind is DocumentKind.SUPPLIER_BILL else Rule.TOO_CHEAP
    return evidence.about_bills(books, rule, [line.document for line in lines], chance)
