"""One party's price for a thing lies far from everybody else's: dearer than all others sell, or cheaper than all buy.

Who shares a supplier's margin, or gives goods away to a friend, shows in the price of a thing that many trade in. The
price of a thing is compared with the prices of other parties in the same months: dearer times are dear everywhere.
Innocent are things whose price always wanders, small quantities that cost more, large ones that cost less, and lines
that only share a vague name.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import takewhile
from statistics import median
from uuid import UUID

from app.books.records import Books, Document, DocumentKind, Item
from app.fraud.records import Finding, Rule
from app.fraud.rules import identity
from app.fraud.rules.patterns import gathering

MONTHS = timedelta(days=120)
LEAST_LINES = 3
LEAST_OTHERS = 6
LATEST = 200
"""So many lines of others before a line, and as many after it, are what it is compared with."""
NEARBY = 10
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

_DATED = re.compile(
    r"\b\d{1,2}[/.-]\d{1,2}([/.-]\d{2,4})?\b|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[ -]*\d{0,4}\b"
    r"|\b(b\.? ?no|batch|lot no|exp|mfg|lr|gr|vehicle|sr\.? ?no)\b[.:# ]*\S*"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a bill or invoice, with the firm on the other side."""

    firm: UUID
    document: Document
    item: Item


def findings(books: Books) -> list[Finding]:
    """One finding for each supplier that is dearer, and each customer that buys cheaper, than all others."""
    odd: dict[tuple[UUID, DocumentKind], dict[UUID, Line]] = defaultdict(dict)
    by_thing = _lines_by_thing(books)
    for (kind, named), lines in by_thing.items():
        bought = by_thing.get((DocumentKind.SUPPLIER_BILL, named), []) if kind is DocumentKind.SALES_INVOICE else []
        for line in _odd_lines(lines, bought):
            odd[line.firm, kind][line.document.id] = line
    entered = _share_entered(books)
    return [
        _finding(books, list(lines.values()), kind, entered)
        for (_, kind), lines in odd.items()
        if len(lines) >= LEAST_LINES
    ]


def thing(name: str) -> str:
    """What a line is about, without the day, month, batch or consignment that some write behind it."""
    return " ".join(_DATED.sub(" ", name.casefold()).split())


def _lines_by_thing(books: Books) -> Mapping[tuple[DocumentKind, str], list[Line]]:
    firms = identity.firms(books.parties)
    named = {item.name for document in books.documents for item in document.items}
    things = {name: thing(name) for name in named}
    found: dict[tuple[DocumentKind, str], list[Line]] = defaultdict(list)
    for document in sorted(books.documents, key=lambda one: (one.issued_on, one.id)):
        firm = firms.get(document.party_id) if document.party_id else None
        if firm and document.counts and not document.is_note:
            for item in document.items:
                if item.unit_price > 0 and item.quantity > 0 and things[item.name]:
                    found[document.kind, things[item.name]].append(Line(firm, document, item))
    return found


def _odd_lines(lines: Sequence[Line], bought: Sequence[Line]) -> Iterator[Line]:
    """The lines of firms whose latest lines for this thing all lie beyond the prices of all others at the time.

    bought : for things that are sold, at what prices they were bought.
    """
    if len({line.firm for line in lines}) < 2 or len(lines) < LEAST_LINES + LEAST_OTHERS:
        return
    by_firm: dict[UUID, list[Line]] = defaultdict(list)
    for line in lines:
        by_firm[line.firm].append(line)
    for own in by_firm.values():
        late = list(takewhile(lambda one: _is_odd(one, lines, bought), reversed(own)))
        if LEAST_LINES <= len(late) <= len(lines) - LEAST_OTHERS:
            yield from reversed(late)


def _is_odd(line: Line, lines: Sequence[Line], bought: Sequence[Line]) -> bool:
    if _is_met_nearby(line, lines):
        return False
    others = [one for one in _at_the_time(line, lines) if one.firm != line.firm]
    if len(others) < LEAST_OTHERS:
        return False
    prices = sorted(one.item.unit_price for one in others)
    middle = prices[len(prices) // 2]
    if median(abs(one - middle) for one in prices) > middle * STEADY:
        return False
    ratio = line.item.unit_price / middle
    times = line.item.quantity / median(one.item.quantity for one in others)
    if line.document.kind is DocumentKind.SUPPLIER_BILL:
        is_retail = times * QUANTITY_TIMES < 1 and ratio < FAR_DEARER
        is_apart = _is_apart(line.item.unit_price - prices[-1], prices[-1] - middle)
        return is_apart and ratio >= DEARER and not is_retail
    is_wholesale = times > QUANTITY_TIMES and ratio > FAR_CHEAPER and not _is_below_cost(line, bought)
    is_apart = _is_apart(prices[0] - line.item.unit_price, middle - prices[0])
    return is_apart and ratio <= CHEAPER and not is_wholesale


def _is_apart(beyond: Decimal, spread: Decimal) -> bool:
    """Whether a price lies further `beyond` the next one than all others lie from their middle (`spread`): where
    everybody has a price of their own, somebody's is the lowest."""
    return beyond > 0 and beyond >= TIMES_SPREAD * spread


def _is_met_nearby(line: Line, lines: Sequence[Line]) -> bool:
    """Whether one of the lines next to it has the same price or one that is odder still: a quick look first."""
    place = bisect_left(lines, line.document.issued_on, key=lambda one: one.document.issued_on)
    near = _at_the_time(line, lines[max(0, place - NEARBY) : place + NEARBY])
    others = (one.item.unit_price for one in near if one.firm != line.firm)
    if line.document.kind is DocumentKind.SUPPLIER_BILL:
        return any(price >= line.item.unit_price for price in others)
    return any(price <= line.item.unit_price for price in others)


def _is_below_cost(line: Line, bought: Sequence[Line]) -> bool:
    """Whether the thing was sold for clearly less than it cost at the time: no quantity is a reason for that."""
    costs = [one.item.unit_price for one in _at_the_time(line, bought)]
    return len(costs) >= LEAST_LINES and line.item.unit_price < median(costs) * BELOW_COST


def _at_the_time(line: Line, lines: Sequence[Line]) -> Sequence[Line]:
    on = line.document.issued_on
    start = bisect_left(lines, on - MONTHS, key=lambda one: one.document.issued_on)
    end = bisect_left(lines, on + MONTHS, key=lambda one: one.document.issued_on)
    place = bisect_left(lines, on, key=lambda one: one.document.issued_on)
    return lines[max(start, place - LATEST) : min(end, place + LATEST)]


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
    return gathering.about_bills(books, rule, [line.document for line in lines], chance)
