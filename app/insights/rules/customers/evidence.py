"""What stands behind the value of customers: sales month by month, what moved them, and the rows of each figure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from app.insights.records.customer_value import SOON_DAYS, Buyer, Concentration, ExpectedPurchases, ValuedCustomer
from app.insights.records.evidence import Driver, Point, RowKind, Series, Trace, Unit
from app.insights.rules import tracing
from app.values.period import Month

MONTHS = 12
ZERO = Decimal(0)


def series(buyers: Sequence[Buyer], expected: Sequence[ExpectedPurchases], on: date) -> tuple[Series, ...]:
    """Sales to named customers and new customers by month, and what the customers of today should buy."""
    if not buyers:
        return ()
    sales: dict[Month, Decimal] = defaultdict(lambda: ZERO)
    won: dict[Month, int] = defaultdict(int)
    for buyer in buyers:
        won[Month.of(buyer.days[0])] += 1
        for day, amount in zip(buyer.days, buyer.amounts, strict=True):
            sales[Month.of(day)] += amount
    last = Month.of(on)
    months = max(min(won), last.plus(-MONTHS)).until(last)
    coming = tuple(Point(on + timedelta(days=1), e.value, e.low80, e.high80, e.low95, e.high95) for e in expected[:1])
    return (
        Series("sales", "Sales to named customers", Unit.RUPEES, tuple(Point(m.first, sales[m]) for m in months)),
        Series("new_customers", "New customers", Unit.COUNT, tuple(Point(m.first, Decimal(won[m])) for m in months)),
        *([Series("expected", f"Expected in {SOON_DAYS} days", Unit.RUPEES, coming, True)] if coming else []),
    )


def drivers(buyers: Sequence[Buyer], on: date) -> tuple[Driver, ...]:
    """What moved the sales of the last 90 days against the 90 before: they add up to the whole change.

    Empty where there were no customers before the last 90 days.
    """
    recent, before = on - timedelta(days=SOON_DAYS), on - timedelta(days=2 * SOON_DAYS)
    if not any(buyer.days[0] <= recent for buyer in buyers):
        return ()
    moved: dict[str, Decimal] = dict.fromkeys(("new", "came_back", "more", "less", "stayed_away"), ZERO)
    for buyer in buyers:
        now, then = buyer.since(recent), buyer.since(before) - buyer.since(recent)
        moved[_kind(buyer, now, then, recent)] += now - then
    return tuple(Driver(name, amount, SENTENCES[name]) for name, amount in moved.items() if amount)


SENTENCES = {
    "new": "Customers who bought for the first time",
    "came_back": "Customers who came back after a pause",
    "more": "Customers who bought more than before",
    "less": "Customers who bought less than before",
    "stayed_away": "Customers who bought nothing",
}


def traces(
    buyers: Sequence[Buyer], customers: Sequence[ValuedCustomer], to_call: Sequence[ValuedCustomer],
    hangs: Concentration | None, since: date,
) -> tuple[Trace, ...]:  # fmt: skip
    """From each figure to its customers or invoices, the largest amounts first."""
    if hangs is None:
        return ()
    first = next(buyer for buyer in buyers if buyer.party_id == hangs.first_party_id)
    bought = ((id_, amount) for day, amount, id_ in first.documents if day > since)
    return (
        _of_parties(
            "expected.value",
            "purchases expected of each customer x value of their usual order",
            ((one.party_id, one.expected_value or ZERO) for one in customers),
        ),
        _of_parties(
            "at_risk",
            "usual orders of 90 days less those expected, of customers silent for too long",
            ((one.party_id, one.at_risk) for one in to_call),
        ),
        _of_parties(
            "segments.sales_of_year",
            "sales before tax of the last 365 days",
            ((one.party_id, one.sales_of_year) for one in customers),
        ),
        tracing.trace(
            "concentration.loss_a_month",
            f"sales before tax to {first.party} of the last 365 days / 12",
            RowKind.DOCUMENT,
            bought,
            hangs.loss_a_month,
        ),
    )


def _of_parties(figure: str, formula: str, rows: Iterable[tracing.Row]) -> Trace:
    return tracing.trace(figure, formula, RowKind.PARTY, ((id_, amount) for id_, amount in rows if amount > 0))


def _kind(buyer: Buyer, now: Decimal, then: Decimal, recent: date) -> str:
    if now and not then:
        return "new" if buyer.days[0] > recent else "came_back"
    if then and not now:
        return "stayed_away"
    return "more" if now >= then else "less"
