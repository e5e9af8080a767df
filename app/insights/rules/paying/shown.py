"""What stands behind the money owed: who makes up what is overdue, and the documents of each figure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from app.insights.records.answer import NamedAmount
from app.insights.records.evidence import Driver, RowKind, Trace
from app.insights.records.money_owed import ExpectedPayment
from app.insights.rules import tracing

DRIVERS = 5
WEEK_DAYS = 7

Owed = NamedAmount | ExpectedPayment


def drivers(late: Iterable[NamedAmount]) -> tuple[Driver, ...]:
    """The customers who owe the overdue money, the largest first."""
    owed: dict[str, Decimal] = defaultdict(Decimal)
    for item in late:
        owed[item.party] += item.amount
    ranked = sorted(owed.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Driver(party, amount, f"{party} owes it past the due date") for party, amount in ranked[:DRIVERS])


def totals(items: Iterable[Owed], late: Iterable[Owed], payable: Iterable[Owed]) -> tuple[Trace, ...]:
    """The documents of all that is open, of what of it is overdue, and of our own late bills."""
    return (
        _trace("total_open", "unpaid rest of every invoice", items),
        _trace("total_overdue", "unpaid rest of the invoices past their due date", late),
        _trace("payable_overdue", "unpaid rest of the bills past their due date", payable),
    )


def expected_soon(expected: Iterable[ExpectedPayment], days: int) -> Trace:
    """The open invoices, each of which may come within so many days."""
    return _trace("expected_soon", f"each open amount times its chance to be paid within {days} days", expected)


def by_week(expected: Sequence[ExpectedPayment], on: date) -> tuple[Trace, ...]:
    """The open invoices by the week after `on` in which each is expected; those beyond half a year, or never, last."""
    weeks: dict[date, list[ExpectedPayment]] = defaultdict(list)
    for one in expected:
        weeks[_week(one.expected_on, on)].append(one)
    formula = "unpaid rest of the invoices most likely to be paid in the week from"
    return tuple(
        _trace(f"expected.{first}", f"{formula} {first}", found)
        if first < date.max
        else _trace("expected.later", "unpaid rest of the invoices that may not come within half a year", found)
        for first, found in sorted(weeks.items())
    )


def _week(day: date | None, on: date) -> date:
    """The first day of the week that holds `day`, counted from the day after `on`."""
    if day is None:
        return date.max
    return on + timedelta(days=((day - on).days - 1) // WEEK_DAYS * WEEK_DAYS + 1)


def _trace(figure: str, formula: str, owed: Iterable[Owed]) -> Trace:
    return tracing.trace(figure, formula, RowKind.DOCUMENT, [(one.document_id, one.amount) for one in owed])
