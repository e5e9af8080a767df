"""When each open invoice should be paid, and how well such days were foretold at earlier dates."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from app.insights.records.ledger import Entry, Ledger
from app.insights.records.money_owed import DaysTested, ExpectedPayment
from app.insights.rules.paying import pace
from app.insights.rules.paying.payment_days import DayChances
from app.insights.rules.paying.receivables import Chances

HORIZON_DAYS = 182
LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9
"""Four in five payments fall between the outer two."""

ORIGINS, STEP_DAYS, OVER_DAYS = 6, 28, 91
"""Earlier dates four weeks apart, the latest a quarter ago: by now most of what was open then is paid."""

LEAST_INVOICES = 20
"""Fewer outcomes say nothing."""

Days = tuple[date | None, date | None, date | None]
Outcome = tuple[Days, Entry, date]
"""The days told of an invoice, the invoice, and the earlier date on which they were told."""


def expected(sales: Ledger, on: date, late: Chances, coming: Mapping[UUID, DayChances]) -> tuple[ExpectedPayment, ...]:
    """The open invoices of which `coming` knows, the most money at risk first: amount times chance to be late."""
    entries = [entry for entry in sales.known_on(on) if entry.document_id in coming]
    found = [_payment(entry, on, late.get(entry.document_id), coming[entry.document_id]) for entry in entries]
    return tuple(sorted(found, key=_most_at_risk))


def outcomes(sales: Ledger, origin: date, chances: Mapping[UUID, DayChances]) -> list[Outcome]:
    """The days told on `origin` of the invoices that were open then."""
    return [(_days(one, origin), sales.by_id[id_], origin) for id_, one in chances.items()]


def tested(outcomes: Sequence[Outcome], on: date) -> DaysTested | None:
    """The days told at earlier dates against what came by `on`; None where too little was open then."""
    if len(outcomes) < LEAST_INVOICES:
        return None
    paid = [(days[1], entry, entry.settled_on, origin) for days, entry, origin in outcomes]
    settled = [(middle, entry, came, origin) for middle, entry, came, origin in paid if came is not None and came <= on]
    if not settled:
        return None
    last = timedelta(days=7 * pace.WEEKS)
    return DaysTested(
        origins=len({origin for *_, origin in outcomes}),
        invoices=len(outcomes),
        error_days=_mean(abs(((middle or origin + last) - came).days) for middle, _, came, origin in settled),
        due_date_error_days=_mean(
            abs((max(entry.due_on, origin + timedelta(days=1)) - came).days) for _, entry, came, origin in settled
        ),
        share_inside=_mean(float(_is_inside(days, entry.settled_on, on)) for days, entry, _ in outcomes),
    )


def origins(on: date) -> Sequence[date]:
    """The earlier dates, the latest first."""
    return [on - timedelta(days=OVER_DAYS + STEP_DAYS * back) for back in range(ORIGINS)]


def _payment(entry: Entry, on: date, late: float | None, chances: DayChances) -> ExpectedPayment:
    earliest, middle, latest = _days(chances, on)
    return ExpectedPayment(
        document_id=entry.document_id,
        number=entry.number,
        party_id=entry.party_id,
        party=entry.party,
        amount=entry.open_on(on),
        due_on=entry.due_on,
        late_probability=late,
        expected_on=middle,
        earliest_on=earliest,
        latest_on=latest,
        is_cold=chances.is_cold,
    )


def _most_at_risk(one: ExpectedPayment) -> tuple[float, Decimal, str]:
    return -float(one.amount) * (one.late_probability or 0.0), -one.amount, str(one.document_id)


def _days(chances: DayChances, on: date) -> Days:
    low, middle, high = (
        None if day is None else on + timedelta(days=day) for day in chances.days_until(LOW, MIDDLE, HIGH)
    )
    return low, middle, high


def _is_inside(days: Days, came: date | None, on: date) -> bool:
    """Whether it came between the outer days; what has not come by `on` may still, unless its last day is over."""
    earliest, _, latest = days
    if came is None or came > on:
        return latest is None or latest > on
    return earliest is not None and earliest <= came and (latest is None or came <= latest)


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return round(sum(found) / len(found), 3)
