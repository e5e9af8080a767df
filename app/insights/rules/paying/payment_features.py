"""Each open invoice as the row of numbers that tells whether it will be paid late; serving and training come here.

Only what is dated up to the day of the question goes in: what was settled by then, what stood open then.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from statistics import median, pstdev
from uuid import UUID

from app.insights.records.ledger import Entry, Ledger
from app.insights.records.tools import PaymentDays
from app.insights.rules.paying import habits, payment_days
from app.insights.rules.paying.habits import MEMORY_DAYS, Lateness
from app.insights.rules.paying.payment_days import DayChances
from ml_models.late_payment.columns import LATE_AFTER_DAYS

EARLIEST_DAYS, LATEST_DAYS = -60, 120
"""Delays beyond are taken as so many: what the scorer learned from holds hardly any."""

SHRINKAGE_INVOICES = 5
"""What all customers do counts as so many invoices of one."""

RECENT = 3
OPEN, DUE, LATE = -(10**6), 0, LATE_AFTER_DAYS
"""Days past the due date from which an invoice counts: always, as due, as late."""

LEAST_CHANCE = 0.01
MOST_TIMES = 20.0

Row = tuple[float, ...]
Beside = Mapping[tuple[UUID | None, int], int]
"""How many open invoices of a party count as open, due and late."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An open invoice that is not late yet, with the inputs of the scorer."""

    entry: Entry
    row: Row


@dataclass(frozen=True, slots=True)
class _Odds:
    """What tells of the day of payment: the chances of the coming days, and how late everybody pays."""

    coming: DayChances
    everybody: Lateness


@dataclass(frozen=True, slots=True)
class Past:
    """What a customer's settled invoices say, or everybody's: shares and days already shrunk, days clipped."""

    settled: int
    late_share: float
    mean_days: float
    recent_days: float
    spread_days: float
    usual_amount: float


def asked(sales: Ledger, on: date, pays: PaymentDays) -> list[Asked]:
    """The invoices open on `on` of which it is not known yet whether they are late, in the order of the ledger."""
    everybody_pays = habits.everybody(sales, on)
    pasts, everybody = _pasts(sales, on)
    open_ones = [entry for entry in sales.known_on(on) if payment_days.is_open(entry, on)]
    beside = Counter((entry.party_id, limit) for entry in open_ones for limit in _passed((on - entry.due_on).days))
    undecided = [entry for entry in open_ones if (on - entry.due_on).days <= LATE_AFTER_DAYS]
    farthest = max((_days_left(entry, on) for entry in undecided), default=0)
    coming = payment_days.of(sales, on, pays, farthest) if undecided else {}
    return [
        Asked(entry, _row(entry, on, _Odds(coming[entry.document_id], everybody_pays),
                          pasts.get(entry.party_id, everybody), beside))
        for entry in undecided
    ]  # fmt: skip


def _row(entry: Entry, on: date, odds: _Odds, past: Past, beside: Beside) -> Row:
    days = (on - entry.due_on).days
    total = float(entry.total)
    return (
        float(max(days, EARLIEST_DAYS)),
        float((entry.due_on - entry.issued_on).days),
        _log_odds(1 - sum(odds.coming.by_day[: _days_left(entry, on)])),
        _log_odds(_late_by_everybody(odds.everybody, days)),
        past.late_share,
        past.mean_days,
        past.recent_days,
        past.spread_days,
        log(1 + past.settled),
        float(past.settled == 0),
        _share_of_others(beside, entry, days, LATE),
        _share_of_others(beside, entry, days, DUE),
        _log_times(total, past.usual_amount),
        min(max(1 - float(entry.open_on(on)) / total, 0.0), 1.0),
        float(entry.is_due_assumed),
    )


def _days_left(entry: Entry, on: date) -> int:
    """The days after `on` within which it may still be paid without being late."""
    return LATE_AFTER_DAYS - (on - entry.due_on).days


def _late_by_everybody(lateness: Lateness, days: int) -> float:
    """The chance of being paid more than `LATE_AFTER_DAYS` late, given that it is unpaid `days` after the due date."""
    rest = 1 - lateness.paid_by(days)
    return (1 - lateness.paid_by(LATE_AFTER_DAYS)) / rest if rest > habits.CERTAIN else 1.0


def _log_odds(chance: float) -> float:
    bounded = min(max(chance, LEAST_CHANCE), 1 - LEAST_CHANCE)
    return log(bounded / (1 - bounded))


def _log_times(total: float, usual: float) -> float:
    return log(min(max(total / usual, 1 / MOST_TIMES), MOST_TIMES)) if usual > 0 else 0.0


def _pasts(sales: Ledger, on: date) -> tuple[Mapping[UUID | None, Past], Past]:
    """What the settled invoices of each customer say, shrunk towards those of everybody; the latter also alone."""
    settled = sorted(_settled(sales, on), key=lambda entry: (entry.settled_on or on, entry.document_id))
    by_party: dict[UUID | None, list[Entry]] = defaultdict(list)
    for entry in settled:
        if entry.party_id is not None:
            by_party[entry.party_id].append(entry)
    whole = _past(settled, None)
    everybody = Past(0, whole.late_share, whole.mean_days, whole.mean_days, whole.spread_days, whole.usual_amount)
    return {party: _past(entries, everybody) for party, entries in by_party.items()}, everybody


def _settled(sales: Ledger, on: date) -> list[Entry]:
    return [entry for entry in sales.settled_by(on) if entry.settled_on and (on - entry.settled_on).days <= MEMORY_DAYS]


def _past(entries: Sequence[Entry], whole: Past | None) -> Past:
    """Shrunk towards `whole`; without one, towards being paid on time."""
    days = [
        min(max((one.settled_on - one.due_on).days, EARLIEST_DAYS), LATEST_DAYS) for one in entries if one.settled_on
    ]
    late = [float(delay > LATE_AFTER_DAYS) for delay in days]
    mean = _shrunk(days, whole.mean_days if whole else 0.0)
    return Past(
        settled=len(days),
        late_share=_shrunk(late, whole.late_share if whole else 0.1),
        mean_days=mean,
        recent_days=_shrunk(days[-RECENT:], mean, RECENT),
        spread_days=_shrunk([pstdev(days)] * len(days) if days else [], whole.spread_days if whole else 7.0),
        usual_amount=median([float(one.total) for one in entries]) if entries else 0.0,
    )


def _shrunk(values: Sequence[float], towards: float, weight: int = SHRINKAGE_INVOICES) -> float:
    return (sum(values) + weight * towards) / (len(values) + weight)


def _passed(days: int) -> Sequence[int]:
    """What an invoice so many days past its due date counts as: open, due, late."""
    return [limit for limit in (OPEN, DUE, LATE) if days > limit]


def _share_of_others(beside: Beside, entry: Entry, days: int, limit: int) -> float:
    """Of the other open invoices of the same customer, those past `limit`."""
    others = beside[entry.party_id, OPEN] - 1
    return (beside[entry.party_id, limit] - (days > limit)) / others if entry.party_id and others else 0.0
