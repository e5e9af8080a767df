"""How much of the sales hangs on few customers, and how customers won month by month have come back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from app.insights.records.customer_value import Buyer, Cohort, Concentration
from app.values import money
from app.values.period import Month

TOP = 5
MONTHS = 12
ZERO = Decimal(0)


def concentration(buyers: Iterable[Buyer], since: date) -> Concentration | None:
    """Shares of the sales to named customers after `since`, a year ago; None where there were none."""
    sales = sorted(((buyer.since(since), buyer) for buyer in buyers), key=lambda one: (-one[0], one[1].party_id.int))
    whole = sum((amount for amount, _ in sales), ZERO)
    if whole <= 0:
        return None
    shares = [float(amount / whole) for amount, _ in sales]
    amount, first = sales[0]
    return Concentration(
        first_party_id=first.party_id,
        first_party=first.party,
        first_share=round(shares[0], 3),
        top_five_share=round(sum(shares[:TOP]), 3),
        squared_shares=round(sum(share**2 for share in shares), 3),
        loss_a_month=money.rounded(amount / MONTHS),
    )


def cohorts(buyers: Iterable[Buyer], on: date) -> tuple[Cohort, ...]:
    """The customers won in each of the last twelve months, and how many of them have bought again since.

    The books' own first month is left out: whoever is in it may have bought for years.
    """
    won: dict[Month, list[Buyer]] = defaultdict(list)
    for buyer in buyers:
        won[Month.of(buyer.days[0])].append(buyer)
    last = Month.of(on)
    shown = last.plus(1 - MONTHS).until(last)
    return tuple(_cohort(month, won[month]) for month in shown if month in won and month != min(won))


def _cohort(month: Month, buyers: Sequence[Buyer]) -> Cohort:
    came_back = sum(len(buyer.days) > 1 for buyer in buyers)
    return Cohort(str(month), len(buyers), came_back, sum((sum(b.amounts, ZERO) for b in buyers), ZERO))
