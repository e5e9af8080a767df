"""What each change that an owner tries does to the parts of the coming cash.

New sales and purchases change with the delay at which they are paid: a customer lost today is missed in cash only when
the invoices not written to them would have been paid.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import singledispatch
from uuid import UUID

from app.books.records import Direction
from app.insights.records import scenarios as changes
from app.insights.records.evidence import RowKind
from app.insights.records.ledger import Ledger
from app.insights.records.tools import PaymentDays
from app.insights.rules.cash import level, shift, standing
from app.insights.rules.cash.outlook import HORIZON_DAYS, Sides
from app.insights.rules.cash.parts import Parts, by_day
from app.insights.rules.cash.recurring import day_in
from app.insights.rules.cash.standing import Expected
from app.insights.rules.paying import pace
from app.values.period import Month

Dated = tuple[date, float]


class Trial:
    """Tries changes on what `sides` tell on a day."""

    def __init__(self, sides: Sides, on: date, pays: PaymentDays) -> None:
        self.sides, self.on, self.pays = sides, on, pays

    def tried(self, parts: Parts, change: changes.Change) -> Parts:
        """The parts with `change` made to them."""
        return _changed(change, self, parts)

    def paid_since(self, ledger: Ledger, parts: Parts, party_id: UUID | None = None) -> list[float]:
        """Rupees a day that new documents (of one party, or of all) bring so many days after they are first written."""
        window = pace.window_days(ledger, self.on)
        if window < pace.LEAST_WINDOW_DAYS:
            return [0.0] * HORIZON_DAYS
        since = self.on - timedelta(days=window)
        recent = [
            place
            for place, entry in enumerate(ledger.entries)
            if since < entry.issued_on <= self.on
            and entry.total > 0
            and entry.document_id not in parts.standing.leave_out
            and party_id in (None, entry.party_id)
        ]
        coming = self.pays(ledger.columns, on=self.on, asked=(), recent=recent, days=HORIZON_DAYS)
        by = level.factor(ledger, self.on, parts.standing.leave_out)
        return [paid * by / window for paid in coming.of_new]

    def place(self, day: date) -> int:
        """The place of a day among the coming days; tomorrow for what has begun already."""
        return max((day - self.on).days - 1, 0)


@singledispatch
def _changed(change: object, trial: Trial, parts: Parts) -> Parts:
    raise TypeError(f"no such change: {type(change).__name__}")


@_changed.register
def _(change: changes.InvoiceDelayed, trial: Trial, parts: Parts) -> Parts:
    item = next(item for item in parts.items if item.entry.document_id == change.document_id)
    if change.until is not None:
        return shift.with_item(parts, replace(item, chances=shift.not_before(item.chances, trial.place(change.until))))
    return shift.delayed(parts, item, change.by_days or 0)


@_changed.register
def _(change: changes.InvoiceNeverPaid, trial: Trial, parts: Parts) -> Parts:
    item = next(item for item in parts.items if item.entry.document_id == change.document_id)
    return shift.with_item(parts, replace(item, amount=0.0))


@_changed.register
def _(change: changes.CustomerLost, trial: Trial, parts: Parts) -> Parts:
    gone = shift.later(trial.paid_since(trial.sides.sales, parts, change.party_id), trial.place(change.starts_on))
    lost = _with_extra(parts, [-amount for amount in gone])
    return _with_expected(lost, _still_expected(change, trial, parts))


@_changed.register
def _(change: changes.MonthlyCost, trial: Trial, parts: Parts) -> Parts:
    return _with_dated(parts, _monthly(change.amount, change.starts_on, change.day_of_month))


@_changed.register
def _(change: changes.Purchase, trial: Trial, parts: Parts) -> Parts:
    part = change.amount / change.instalments
    days = (day_in(Month.of(change.day).plus(step), change.day.day) for step in range(change.instalments))
    return _with_dated(parts, ((day, -float(part)) for day in days))


@_changed.register
def _(change: changes.LoanReceived, trial: Trial, parts: Parts) -> Parts:
    received = _with_dated(parts, [(change.day, float(change.amount))])
    first = day_in(Month.of(change.day).plus(1), change.day.day)
    return _with_dated(received, _monthly(change.monthly_payment, first, change.day.day))


@_changed.register
def _(change: changes.SalesChanged, trial: Trial, parts: Parts) -> Parts:
    share, place = float(change.percent) / 100, trial.place(change.starts_on)
    sold = _more_sold(trial, parts, share, place)
    bought = shift.later(trial.paid_since(trial.sides.bills, parts), place)
    return _with_extra(sold, [-share * amount for amount in bought])


@_changed.register
def _(change: changes.PricesChanged, trial: Trial, parts: Parts) -> Parts:
    return _more_sold(trial, parts, float(change.percent) / 100, trial.place(change.starts_on))


@_changed.register
def _(change: changes.SupplierTermsLonger, trial: Trial, parts: Parts) -> Parts:
    items = tuple(
        replace(item, chances=shift.later(item.chances, change.by_days))
        if item.amount < 0 and change.party_id in (None, item.entry.party_id)
        else item
        for item in parts.items
    )
    curve = trial.paid_since(trial.sides.bills, parts, change.party_id)
    kept = [now - then for now, then in zip(curve, shift.later(curve, change.by_days), strict=True)]
    return _with_extra(_with_expected(replace(parts, items=items), _billed_later(change, parts)), kept)


def _more_sold(trial: Trial, parts: Parts, share: float, place: int) -> Parts:
    """So much more from new invoices as they are paid, and from loose receipts at once."""
    invoiced = shift.later(trial.paid_since(trial.sides.sales, parts), place)
    loose = level.loose_a_day(trial.sides.sales, trial.on, parts.standing.loose_in)
    at_once = shift.later([max(loose, 0.0)] * HORIZON_DAYS, place)
    return _with_extra(parts, [share * (later + now) for later, now in zip(invoiced, at_once, strict=True)])


def _still_expected(change: changes.CustomerLost, trial: Trial, parts: Parts) -> Iterator[Expected]:
    """What comes back without the customer's part: money from the day on, invoices as they would have been paid."""
    for one in parts.standing.expected:
        item = parts.standing.recurring[one.source]
        wait = standing.days_to_pay(item, trial.sides.sales, trial.on) if item.kind is RowKind.DOCUMENT else 0
        is_lost = item.direction is Direction.IN and item.party_id == change.party_id
        if not is_lost or one.day < change.starts_on + timedelta(days=wait):
            yield one


def _billed_later(change: changes.SupplierTermsLonger, parts: Parts) -> Iterator[Expected]:
    """Bills that come back, paid so many days later."""
    for one in parts.standing.expected:
        item = parts.standing.recurring[one.source]
        is_billed = item.direction is Direction.OUT and item.kind is RowKind.DOCUMENT
        if is_billed and change.party_id in (None, item.party_id):
            yield replace(one, day=one.day + timedelta(days=change.by_days))
        else:
            yield one


def _monthly(amount: Decimal, starts_on: date, day_of_month: int) -> Iterator[Dated]:
    """A cost on that day of each month from a day on, for as long as anybody looks ahead."""
    for step in range(5):
        day = day_in(Month.of(starts_on).plus(step), day_of_month)
        if day >= starts_on and amount:
            yield day, -float(amount)


def _with_expected(parts: Parts, expected: Iterable[Expected]) -> Parts:
    return replace(parts, standing=replace(parts.standing, expected=tuple(expected)))


def _with_extra(parts: Parts, more: Sequence[float]) -> Parts:
    return replace(parts, extra=[sum(both) for both in zip(parts.extra, more, strict=True)])


def _with_dated(parts: Parts, dated: Iterable[Dated]) -> Parts:
    return _with_extra(parts, by_day(parts.on, dated))
