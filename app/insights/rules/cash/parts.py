"""All that the coming days should bring, part by part, each with the rows behind it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from app.insights.records.ledger import Entry, Ledger
from app.insights.records.preferences import Preferences
from app.insights.records.statutory import StatutoryDate
from app.insights.records.tools import PaymentDays
from app.insights.rules.cash import level, weekdays
from app.insights.rules.cash.outlook import HORIZON_DAYS, Sides, standing_on, taxes
from app.insights.rules.cash.standing import Standing
from app.insights.rules.paying import pace, payment_days
from app.insights.rules.paying.pace import Loose

Days = Sequence[float]


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One open invoice (positive) or bill (negative), and the chance of each coming day that it is paid."""

    entry: Entry
    amount: float
    chances: Days
    is_cold: bool

    @property
    def is_doubtful(self) -> bool:
        """Whether it will hardly be paid within the days."""
        return sum(self.chances) < pace.DOUBTFUL_UNDER


@dataclass(frozen=True)
class Parts:
    """What is expected of the days after `on`. `new_in`, `new_out` and `other` are rupees a day, never negative.

    extra : in less out by day of what a scenario adds
    """

    on: date
    items: tuple[OpenItem, ...]
    new_in: Days
    new_out: Days
    other: Days
    standing: Standing
    taxes: tuple[StatutoryDate, ...]
    settled: int
    extra: Days

    @cached_property
    def fixed_in(self) -> Days:
        """What comes back on its days and comes in."""
        return by_day(self.on, [(one.day, max(one.amount, 0.0)) for one in self.standing.expected])

    @cached_property
    def fixed_out(self) -> Days:
        """What comes back on its days and goes out."""
        return by_day(self.on, [(one.day, max(-one.amount, 0.0)) for one in self.standing.expected])

    @cached_property
    def taxes_by_day(self) -> Days:
        """Taxes to be paid."""
        return by_day(self.on, [(one.due_on, float(one.amount or 0)) for one in self.taxes])

    @cached_property
    def open_in(self) -> Days:
        """What open invoices should bring."""
        return self._of_items(1)

    @cached_property
    def open_out(self) -> Days:
        """What open bills should cost."""
        return self._of_items(-1)

    @cached_property
    def besides(self) -> Days:
        """In less out of each day without the open documents."""
        rows = zip(self.new_in, self.fixed_in, self.extra, strict=True)
        costs = zip(self.new_out, self.fixed_out, self.taxes_by_day, self.other, strict=True)
        return [sum(row) - sum(cost) for row, cost in zip(rows, costs, strict=True)]

    @cached_property
    def nets(self) -> Days:
        """Expected in less out of each day."""
        return [net + came - went for net, came, went in zip(self.besides, self.open_in, self.open_out, strict=True)]

    def _of_items(self, sign: int) -> Days:
        days = [0.0] * HORIZON_DAYS
        for item in self.items:
            if item.amount * sign > 0:
                size = abs(item.amount)
                days = [total + size * chance for total, chance in zip(days, item.chances, strict=True)]
        return days


def parts(sides: Sides, on: date, pays: PaymentDays, said: Preferences) -> Parts:
    """Everything, as known on `on`."""
    known = standing_on(sides, on, HORIZON_DAYS)
    busy = weekdays.weights(sides.moves, on)
    items = [*_items(sides.sales, on, pays, 1), *_items(sides.bills, on, pays, -1)]
    return Parts(
        on=on,
        items=tuple(sorted(items, key=lambda item: item.entry.document_id)),
        new_in=weekdays.spread(_new(sides.sales, on, pays, known.leave_out, known.loose_in), busy, on),
        new_out=weekdays.spread(_new(sides.bills, on, pays, known.leave_out, known.loose_out), busy, on),
        other=weekdays.spread([known.other_a_day] * HORIZON_DAYS, busy, on),
        standing=known,
        taxes=tuple(taxes(sides, on, said, HORIZON_DAYS)),
        settled=sum(1 for _ in sides.sales.settled_by(on)),
        extra=[0.0] * HORIZON_DAYS,
    )


def by_day(on: date, dated: Iterable[tuple[date, float]]) -> list[float]:
    """Sums of the coming days; what falls outside of them is left out."""
    days = [0.0] * HORIZON_DAYS
    for day, amount in dated:
        place = (day - on).days - 1
        if 0 <= place < HORIZON_DAYS:
            days[place] += amount
    return days


def by_week(days: Days) -> list[float]:
    """Sums of seven days each."""
    return [sum(days[start : start + 7]) for start in range(0, len(days), 7)]


def day_of(on: date, place: int) -> date:
    """The day at a place of the coming days."""
    return on + timedelta(days=place + 1)


def _items(ledger: Ledger, on: date, pays: PaymentDays, sign: int) -> list[OpenItem]:
    chances: Mapping[UUID, payment_days.DayChances] = payment_days.of(ledger, on, pays, HORIZON_DAYS)
    return [
        OpenItem(entry, sign * float(entry.open_on(on)), coming.by_day, coming.is_cold)
        for id_, coming in chances.items()
        for entry in (ledger.by_id[id_],)
    ]


def _new(ledger: Ledger, on: date, pays: PaymentDays, leave_out: frozenset[UUID], loose: Loose) -> Days:
    new = pace.new_by_day(ledger, on, pays, HORIZON_DAYS, leave_out=leave_out, loose=loose)
    by = level.factor(ledger, on, leave_out)
    return [max(value, 0.0) for value in level.scaled(new, level.loose_a_day(ledger, on, loose), by)]
