"""Why a category costs more or less than it did: which vendor, more entries or larger ones, dearer goods or more.

number of entries   (entries a month now - before) x amount of one before
amount of each      (amount of one now - before) x entries a month now
prices, quantities  of the goods that the bills of both times name, as for sales
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from app.insights.records.evidence import Driver
from app.insights.rules.trends.spending import Spent
from app.values import money

ZERO = Decimal(0)

NAMED_VENDORS = 2
NEARLY_ALL = Decimal("0.8")
COVERED = Decimal("0.7")
LEAST_SHARE = Decimal("0.1")
"""A driver is named when it explains a tenth of the change."""

MORE_ENTRIES, LARGER_ENTRIES, PRICES, QUANTITIES = "number of entries", "amount of each entry", "prices", "quantities"


def drivers(now: Sequence[Spent], months_now: int, before: Sequence[Spent], months_before: int) -> tuple[Driver, ...]:
    """What moved the monthly cost between the months of `now` and those of `before`, the vendors first."""
    change = _sum(now) / months_now - _sum(before) / months_before
    vendors = _by(now, lambda one: one.vendor), _by(before, lambda one: one.vendor)
    moved = {
        name: vendors[0].get(name, ZERO) / months_now - vendors[1].get(name, ZERO) / months_before
        for name in vendors[0].keys() | vendors[1].keys()
    }
    named = sorted(((amount, name) for name, amount in moved.items() if name), key=lambda one: (-abs(one[0]), one[1]))
    found = [
        _driver(name, amount, f"More goes to {name}", f"Less goes to {name}") for amount, name in named[:NAMED_VENDORS]
    ]
    found += _entries(now, months_now, before, months_before)
    found += _goods(now, months_now, before, months_before)
    return tuple(one for one in found if abs(one.amount) >= LEAST_SHARE * abs(change) and one.amount)


def vendor(rows: Sequence[Spent]) -> str | None:
    """Who takes nearly all of it."""
    amounts = _by(rows, lambda one: one.vendor)
    name = min(amounts, key=lambda one: (-amounts[one], one or ""), default=None)
    return name if name and amounts[name] >= NEARLY_ALL * _sum(rows) else None


def _entries(now: Sequence[Spent], months_now: int, before: Sequence[Spent], months_before: int) -> Iterable[Driver]:
    if not now or not before:
        return
    each_now, each_before = _sum(now) / len(now), _sum(before) / len(before)
    rate_now, rate_before = Decimal(len(now)) / months_now, Decimal(len(before)) / months_before
    yield _driver(MORE_ENTRIES, (rate_now - rate_before) * each_before, "More entries", "Fewer entries")
    yield _driver(LARGER_ENTRIES, (each_now - each_before) * rate_now, "Larger entries", "Smaller entries")


def _goods(now: Sequence[Spent], months_now: int, before: Sequence[Spent], months_before: int) -> Iterable[Driver]:
    lines = tuple(_lines(rows) for rows in (now, before))
    for rows, found in zip((now, before), lines, strict=True):
        if not rows or sum((amount for _, amount in found.values()), ZERO) < COVERED * _sum(rows):
            return
        if all(item.quantity == 1 for row in rows for item in row.items):
            return
    prices = quantities = ZERO
    for name in lines[0].keys() & lines[1].keys():
        (quantity, amount), (quantity_before, amount_before) = lines[0][name], lines[1][name]
        if quantity > 0 and quantity_before > 0:
            was = amount_before / quantity_before
            prices += (amount - was * quantity) / months_now
            quantities += was * (quantity / months_now - quantity_before / months_before)
    yield _driver(PRICES, prices, "Dearer goods", "Cheaper goods")
    yield _driver(QUANTITIES, quantities, "More goods", "Fewer goods")


def _driver(name: str, amount: Decimal, more: str, less: str) -> Driver:
    return Driver(name, money.rounded(amount), more if amount > 0 else less)


def _lines(rows: Iterable[Spent]) -> Mapping[str, tuple[Decimal, Decimal]]:
    found: dict[str, tuple[Decimal, Decimal]] = {}
    for row in rows:
        for item in row.items:
            quantity, amount = found.get(item.name.strip(), (ZERO, ZERO))
            found[item.name.strip()] = (quantity + item.quantity, amount + item.amount)
    return found


def _by(rows: Iterable[Spent], name: Callable[[Spent], str | None]) -> Mapping[str | None, Decimal]:
    found: dict[str | None, Decimal] = defaultdict(lambda: ZERO)
    for row in rows:
        found[name(row)] += row.amount
    return found


def _sum(rows: Iterable[Spent]) -> Decimal:
    return sum((row.amount for row in rows), ZERO)
