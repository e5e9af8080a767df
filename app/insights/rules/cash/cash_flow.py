"""Cash of the next thirteen weeks and twelve months, the lowest of it, what to count on and what to do.

Open invoices come in and open bills go out when these parties usually pay, new ones follow at the pace of the year and
of the last weeks, what has a rhythm or was agreed falls on its days, taxes on those of the law, the rest at its mean.
Two thousand drawn paths give the bands and the chance of a shortage; how wide they are say the errors of the same
prediction at earlier dates, each knowing only what the books could tell then.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Direction
from app.insights.records.answer import Missing, NamedAmount, Need
from app.insights.records.cash import CashAction, CashFlow
from app.insights.records.evidence import Backtest
from app.insights.records.preferences import NOTHING_SAID, Preferences
from app.insights.records.statutory import Filing
from app.insights.records.tools import Tools
from app.insights.rules.cash import actions, cash_backtest, outgoings, prediction, shown, weeks
from app.insights.rules.cash.outlook import Sides
from app.insights.rules.cash.parts import day_of
from app.insights.rules.cash.prediction import Prediction
from app.insights.rules.general import statutory
from app.insights.rules.paying import receivables
from app.values import money
from ml_models.cashflow.records import Outcome

ZERO = Decimal(0)

LEAST_WEEKS = 4
WEEKS_FOR_MONTHS = 30
"""Six complete months of receipts, wherever in a month they began."""

SURE_ORIGINS = 8
HABITS_FROM = 10
"""Settled invoices from which payment dates are habits rather than due dates."""

ACT_FROM = 0.1
"""Chance of a shortage from which on something is tried against it."""

NOT_INCLUDED = ("loans", "owner_drawings_outside_the_books")


def cash_flow(sides: Sides, on: date, tools: Tools, said: Preferences = NOTHING_SAID) -> CashFlow:
    """Thirteen weeks and twelve months of cash after `on`, counted from zero where no balance is known."""
    made = prediction.prediction(sides, on, tools, said)
    outcome = prediction.drawn(made, tools)[0]
    rows = weeks.rows(made, outcome)
    items = receivables.open_items(sides.sales, on)
    hardly = frozenset(item.entry.document_id for item in made.parts.items if item.is_doubtful)
    doubtful = [item for item in items if item.document_id in hardly]
    below = round(outcome.below, 3) if made.has_odds else None
    short = next((week for week in rows if week.balance < made.floor), None) if made.floor is not None else None
    measured = cash_backtest.measured(sides, made.missed, on)
    found = CashFlow(
        opening_balance=made.opening.balance,
        opening_from=made.opening.source,
        floor=made.floor,
        probability_below_floor=below,
        likely_short_on=_likely_week(outcome, on) if below else None,
        shortfall=money.estimated(outcome.shortfall) if below and outcome.shortfall is not None else None,
        first_short=short,
        largest_out=outgoings.largest(made.parts, (short or rows[-1]).ends_on),
        months=weeks.months(made, outcome),
        statutory=made.parts.taxes,
        actions=_actions(made, tools, below),
        weeks=rows,
        lowest=min(rows, key=lambda week: (week.balance, week.week)),
        total_in=sum((week.receipts for week in rows), ZERO),
        total_out=sum((week.receipts - week.net for week in rows), ZERO),
        confidence=confidence(measured),
        band_from=made.band_from,
        payment_dates_from="payment_habits" if made.parts.settled >= HABITS_FROM else "due_dates",
        settled_invoices=made.parts.settled,
        cash_book_lines=len(sides.lines),
        tested=cash_backtest.backtest(sides, made.missed, on),
        recurring=made.parts.standing.recurring,
        expected_largest=_largest(items, hardly),
        doubtful=tuple(doubtful[: receivables.NAMED]),
        doubtful_total=receivables.total(doubtful),
        not_included=_not_included(made, said),
        backtest=measured,
    )
    return _with_evidence(found, made, outcome)


def _with_evidence(found: CashFlow, made: Prediction, outcome: Outcome) -> CashFlow:
    """The same with what is at stake, what is missing, its lines for a chart and the rows behind it."""
    age_weeks = (made.on - made.sides.started_on).days // 7 if made.sides.started_on else 0
    days = weeks.days(made, outcome)
    lowest = min(week.balance for week in found.weeks)
    return replace(
        found,
        at_stake=_at_stake(made, outcome, lowest) if _is_income_known(made) else ZERO,
        is_told=age_weeks >= LEAST_WEEKS or bool(made.parts.items) or bool(made.parts.standing.expected),
        missing=_missing(made, age_weeks),
        series=shown.series(made.sides, made.parts, days, found.weeks, found.months),
        drivers=shown.drivers(found.weeks),
        traces=(*made.opening.traces, *shown.traces(made.sides, made.parts, found.weeks)),
    )


def _largest(items: Sequence[NamedAmount], doubtful: frozenset[UUID]) -> tuple[NamedAmount, ...]:
    """The open invoices that the prediction counts on, the largest first."""
    counted_on = [item for item in items if item.document_id not in doubtful]
    return tuple(sorted(counted_on, key=lambda item: (-item.amount, str(item.document_id)))[: receivables.NAMED])


def _at_stake(made: Prediction, outcome: Outcome, lowest: Decimal) -> Decimal:
    """What the expected balance lacks to the floor; or what a shortage would lack, as likely as it is."""
    lacking = max((made.floor or ZERO) - lowest, ZERO)
    if not made.has_odds or outcome.shortfall is None:
        return lacking
    return max(lacking, money.estimated(outcome.shortfall * outcome.below))


def _likely_week(outcome: Outcome, on: date) -> date:
    """The last day of the week in which the paths fall under the floor for the first time most often."""
    week = max(range(len(outcome.first_below)), key=lambda place: (outcome.first_below[place], -place))
    return on + timedelta(days=7 * week + 7)


def _actions(made: Prediction, tools: Tools, below: float | None) -> tuple[CashAction, ...]:
    if below is None or below < ACT_FROM:
        return ()
    total, lowest, place = 0.0, 0.0, 0
    for day, net in enumerate(made.parts.nets):
        total += net
        if total < lowest:
            lowest, place = total, day
    tried = actions.candidates(made.parts, day_of(made.on, place))
    if not tried:
        return ()
    first, *others = prediction.drawn(made, tools, [parts for _, _, parts in tried])
    return actions.told(tried, [round(one.below, 3) for one in others], round(first.below, 3))


def _missing(made: Prediction, age_weeks: int) -> tuple[Missing, ...]:
    gaps = []
    need = 0 if made.is_banded else cash_backtest.SPREAD_WEEKS[0]
    need = max(need, 0 if made.ahead else WEEKS_FOR_MONTHS)
    if age_weeks < need:
        gaps.append(Missing(Need.WEEKS_OF_PAYMENTS, age_weeks, need, made.on + timedelta(days=7 * (need - age_weeks))))
    if made.opening.balance is None:
        gaps.append(Missing(Need.OPENING_BALANCE))
    if not _is_income_known(made):
        gaps.append(Missing(Need.MONEY_RECEIVED))
    return tuple(gaps)


def _is_income_known(made: Prediction) -> bool:
    """Whether anything tells of money that comes in: where only spending is written down, no shortage can be told."""
    agreed = any(one.direction is Direction.IN for one in made.sides.books.recurring_payments)
    return agreed or bool(made.sides.sales.entries) or any(one.amount > 0 for one in made.sides.rows)


def _not_included(made: Prediction, said: Preferences) -> tuple[str, ...]:
    """What may also cost money and is in no figure: taxes of which nothing tells an amount, and what no book holds."""
    dates = statutory.coming(made.sides.tax, made.on, made.on + timedelta(days=366), said)
    untold = {
        one.filing.value for one in dates if one.amount is None and one.filing in (Filing.TDS, Filing.ADVANCE_TAX)
    }
    return (*sorted(untold), *NOT_INCLUDED)


def confidence(measured: Backtest) -> str:
    """Low as well where the last thirteen weeks again would have done better at earlier dates."""
    if measured.origins < cash_backtest.LEAST_ORIGINS or measured.mase is None or measured.mase > 1:
        return "low"
    return "high" if measured.origins >= SURE_ORIGINS else "medium"
