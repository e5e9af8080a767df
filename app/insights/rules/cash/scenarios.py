"""What if: the coming cash with an owner's changes beside what is foretold now, both drawn with the same chances."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from uuid import UUID

from app.insights.records.evidence import RowKind
from app.insights.records.preferences import Preferences
from app.insights.records.scenarios import CashPath, Change, ChangeEffect, ScenarioAnswer, WeekDifference
from app.insights.records.tools import Tools
from app.insights.rules.cash import cash_backtest, cash_flow, prediction, refusing
from app.insights.rules.cash.outlook import WEEKS, Sides
from app.insights.rules.cash.parts import Parts, by_week, day_of
from app.insights.rules.cash.prediction import Prediction
from app.insights.rules.cash.shown import point
from app.insights.rules.cash.what_if import Trial
from app.values import money
from ml_models.cashflow.records import Outcome

ZERO = Decimal(0)


def compared(sides: Sides, on: date, tools: Tools, said: Preferences, changes: Sequence[Change]) -> ScenarioAnswer:
    """Thirteen weeks after `on` as they are foretold and with all `changes` made, in the order given.

    Raises `ScenarioRefused` for a change that names nothing in the books, or a day or amount that cannot be meant.
    """
    made = prediction.prediction(sides, on, tools, said, with_months=False)
    refusing.refuse(changes, sides.books, made.parts)
    trial = Trial(sides, on, tools.payment_days)
    changed = made.parts
    for change in changes:
        changed = trial.tried(changed, change)
    before, after = prediction.drawn(made, tools, [changed])
    return ScenarioAnswer(
        on=on,
        opening_balance=made.opening.balance,
        floor=made.floor,
        now=_path(made, before),
        changed=_path(made, after),
        differences=_differences(made.parts, changed),
        effects=tuple(_effect(trial, made.parts, change) for change in changes),
        confidence=cash_flow.confidence(cash_backtest.measured(sides, made.missed, on)),
    )


def _path(made: Prediction, outcome: Outcome) -> CashPath:
    lowest = min(range(len(outcome.expected)), key=lambda place: (outcome.expected[place], place))
    return CashPath(
        balance=tuple(
            point(day_of(made.on, place), outcome.days[place], is_banded=made.is_banded)
            for place in range(6, 7 * WEEKS, 7)
        ),
        lowest=money.estimated(outcome.expected[lowest]),
        lowest_on=day_of(made.on, lowest),
        ends_at=money.estimated(outcome.expected[-1]),
        probability_below_floor=round(outcome.below, 3) if made.has_odds else None,
    )


def _differences(now: Parts, changed: Parts) -> tuple[WeekDifference, ...]:
    nets = [after - before for before, after in zip(by_week(now.nets), by_week(changed.nets), strict=True)]
    return tuple(
        WeekDifference(week + 1, now.on + timedelta(days=7 * week + 7), money.estimated(net), money.estimated(balance))
        for week, (net, balance) in enumerate(zip(nets, accumulate(nets), strict=True))
    )


def _effect(trial: Trial, now: Parts, change: Change) -> ChangeEffect:
    """What the change does on its own."""
    difference = money.estimated(sum(trial.tried(now, change).nets) - sum(now.nets))
    document_id: UUID | None = getattr(change, "document_id", None)
    party_id: UUID | None = getattr(change, "party_id", None)
    if document_id is not None:
        number = next(item.entry.number for item in now.items if item.entry.document_id == document_id)
        return ChangeEffect(change, number, difference, RowKind.DOCUMENT, document_id)
    if party_id is not None:
        return ChangeEffect(change, trial.sides.books.party_name(party_id), difference, RowKind.PARTY, party_id)
    return ChangeEffect(change, getattr(change, "name", ""), difference)
