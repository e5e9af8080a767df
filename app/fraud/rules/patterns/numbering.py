"""Bills of one supplier, over months, whose numbers follow each other without a gap: nobody else seems to buy there.

Whoever writes bills at home for goods that never came numbers them 1, 2, 3. The run has to be unlikely by chance, with
the share of next-door numbers among the business's other suppliers as the chance. Innocent are rent and contracts
(one amount, or one day of every month), the cleaner and the water man (small sums), books in which bills get their
number on entry, registered firms with a series for each customer.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from app.books.records import Document
from app.fraud.records import Finding, Rule
from app.fraud.rules.duplicates import numbers
from app.fraud.rules.patterns import evidence, significance
from app.fraud.rules.patterns.buying import UNREGISTERED, Buying, Oddity
from app.fraud.rules.patterns.series import Series, series

LEAST_RUN = 5
LEAST_SPAN = timedelta(days=45)
LEAST_SHARE = 0.8
"""So much of all bills of the supplier belongs to the run."""
SIGNIFICANT = 0.01
MOST_EVEN = Decimal("0.03")
"""Amounts that lie closer together than this are one agreed price."""
SMALL = Decimal("0.25")
"""Of the middle bill of the business: below, nobody troubles to invent bills."""
SAME_DAY = 3
"""Days of the month between the earliest and the latest: billed on one day of every month."""
BASE, EACH, WEIGHT = -0.2, 0.25, 0.5
PROOFS: Mapping[str, float] = {"registered": -1.0, "monthly": -1.0, "high_serial": -0.4, "orders": -0.5}
HIGH_SERIAL = 1000
"""Who invents bills begins at 1, or near it."""


def findings(buying: Buying) -> list[Finding]:
    """One finding for each such run."""
    held = {firm: series(bills) for firm, bills in buying.by_firm.items()}
    runs = {firm: run for firm, own in held.items() if (run := _run(own, len(buying.by_firm[firm])))}
    steps = {firm: Counter(_steps(own)) for firm, own in held.items()} if runs else {}
    total = sum(steps.values(), Counter[int]())
    return [
        found
        for firm, run in runs.items()
        for found in _judged(buying, run, _share_next_door(total, steps[firm]) ** (len(run) - 1) * len(steps))
    ]


def _share_next_door(total: Counter[int], own: Counter[int]) -> float:
    """How often, among the steps from number to number of all others, the next number is the one next door."""
    return (total[1] - own[1] + 1) / (total.total() - own.total() + 2)


def _judged(buying: Buying, run: Sequence[Document], expected_runs: float) -> Iterator[Finding]:
    is_worth_it = _middle(run) >= SMALL * buying.totals[len(buying.totals) // 2]
    if expected_runs <= SIGNIFICANT and is_worth_it and not _is_one_price(run):
        odds = _odds(buying, run)
        numbers_told = f"{run[0].number} to {run[-1].number}"
        chance = significance.logistic(odds)
        yield evidence.about_bills(buying.books, Rule.ONLY_CUSTOMER, run, chance, detail=numbers_told)


def _run(held: Sequence[Series], count: int) -> Sequence[Document]:
    """The longest stretch of next-door numbers, where it is long, spans months and makes up most of the bills."""
    best: Sequence[Document] = max((one for run in held for one in _stretches(run)), key=len, default=[])
    is_long = len(best) >= max(LEAST_RUN, LEAST_SHARE * count)
    return best if is_long and best[-1].issued_on - best[0].issued_on >= LEAST_SPAN else []


def _stretches(held: Series) -> Iterator[Sequence[Document]]:
    """The series cut wherever a number is left out, comes twice, or is older than the one before."""
    start = 0
    for place in range(1, len(held) + 1):
        if place == len(held) or not _follows(held[place - 1], held[place]):
            yield [bill for _, bill in held[start:place]]
            start = place


def _follows(one: tuple[int, Document], other: tuple[int, Document]) -> bool:
    return other[0] == one[0] + 1 and other[1].issued_on >= one[1].issued_on


def _serial(bill: Document) -> int:
    return numbers.key(bill.number).serial or 0


def _steps(held: Sequence[Series]) -> Sequence[int]:
    return [later - earlier for one in held for (earlier, _), (later, _) in pairwise(one)]


def _middle(run: Sequence[Document]) -> Decimal:
    return sorted(one.total for one in run)[len(run) // 2]


def _is_one_price(run: Sequence[Document]) -> bool:
    """Whether most amounts are about the middle one: agreed once, billed again and again."""
    middle = _middle(run)
    return sum(1 for one in run if abs(one.total - middle) <= MOST_EVEN * middle) * 2 > len(run)


def _odds(buying: Buying, run: Sequence[Document]) -> float:
    odd = buying.shared_oddities(run) - {Oddity.NO_ORDER}
    days = sorted(one.issued_on.day for one in run)
    months = [(one.issued_on.year, one.issued_on.month) for one in run]
    proofs = {
        "registered": not odd & UNREGISTERED,
        "monthly": len(set(months)) == len(months) and days[-1] - days[0] <= SAME_DAY,
        "high_serial": _serial(run[0]) >= HIGH_SERIAL,
        "orders": all(one.reference for one in run),
    }
    odds = BASE + EACH * (len(run) - LEAST_RUN) + WEIGHT * buying.surprise(odd)
    return odds + sum(PROOFS[name] for name, holds in proofs.items() if holds)
