"""What changed the money tied up in 90 days: whose payments came later or sooner, more or less business, stock.

For each party what is owed is its credit business times its own days. The change of the days, at today's business, is
the party paying faster or slower; the rest is business. Both add up to the change of what is owed. Up is money tied up.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from app.insights.records.capital import Stock
from app.insights.records.evidence import Driver
from app.insights.records.ledger import Ledger
from app.insights.rules.capital import ratios
from app.insights.rules.capital.ratios import WINDOW_DAYS
from app.values import money

NAMED = 3
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Owing:
    """One party on one day: its name, what is open, and its credit business of the window before."""

    party: str
    open: Decimal
    business: Decimal


@dataclass(frozen=True, slots=True)
class Side:
    """Customers or suppliers; `sign`: whether more that is open is more money tied up, or less."""

    name: str
    one: str
    many: str
    sign: int


CUSTOMERS = Side("customers", "pays", "pay", 1)
SUPPLIERS = Side("suppliers", "is paid", "are paid", -1)


def drivers(sales: Ledger, bills: Ledger, goods: Stock | None, on: date) -> tuple[Driver, ...]:
    """Empty where the books hold nothing on credit from before the window; the largest moves of each side by name."""
    then = on - timedelta(days=WINDOW_DAYS)
    found: list[Driver] = []
    for side, ledger in ((CUSTOMERS, sales), (SUPPLIERS, bills)):
        if any(True for _ in ledger.known_on(then)):
            found += _of_side(side, _owing(ledger, on), _owing(ledger, then))
    if goods is not None and goods.piled_up:
        found.append(Driver("stock", money.rounded(goods.piled_up), "Goods bought beyond those sold, at buying prices"))
    return tuple(found)


def _of_side(side: Side, now: Mapping[UUID | None, Owing], then: Mapping[UUID | None, Owing]) -> list[Driver]:
    pace: dict[UUID | None, Decimal] = {}
    business = ZERO
    for party in {*now, *then}:
        pace[party], more = _split(now.get(party), then.get(party))
        business += more
    ranked = sorted((one for one in pace if pace[one]), key=lambda one: (-abs(pace[one]), str(one)))
    first, rest = ranked[:NAMED], sum((pace[one] for one in ranked[NAMED:]), ZERO)
    named = [(str(one), pace[one], f"{(now.get(one) or then[one]).party} {side.one}") for one in first]
    named.append(("others", rest, f"Other {side.name} {side.many}"))
    found = [(name, amount, f"{who} {'later' if amount > 0 else 'sooner'} than before") for name, amount, who in named]
    found.append(("business", business, f"{'More' if business > 0 else 'Less'} business on credit with {side.name}"))
    return [
        Driver(f"{side.name}.{name}", money.rounded(side.sign * amount), said) for name, amount, said in found if amount
    ]


def _split(now: Owing | None, then: Owing | None) -> tuple[Decimal, Decimal]:
    """The change of what is open: by pace, and by business. Without business on either day all of it is pace."""
    change = (now.open if now else ZERO) - (then.open if then else ZERO)
    if now is None or then is None or now.business <= 0 or then.business <= 0:
        is_new = then is None or then.business <= 0 < (now.business if now else ZERO)
        return (ZERO, change) if is_new else (change, ZERO)
    pace = now.open - then.open / then.business * now.business
    return pace, change - pace


def _owing(ledger: Ledger, on: date) -> Mapping[UUID | None, Owing]:
    since = on - timedelta(days=WINDOW_DAYS)
    open_: dict[UUID | None, Decimal] = defaultdict(lambda: ZERO)
    business: dict[UUID | None, Decimal] = defaultdict(lambda: ZERO)
    names: dict[UUID | None, str] = {}
    for entry in ledger.known_on(on):
        names[entry.party_id] = entry.party
        open_[entry.party_id] += entry.open_on(on)
        if entry.issued_on > since:
            business[entry.party_id] += ratios.on_credit(entry)
    return {party: Owing(names[party], open_[party], business[party]) for party in names}
