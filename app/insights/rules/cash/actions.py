"""What keeps the cash above its floor: which invoice to collect first, which bill to pay later, and what it changes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.insights.records.cash import Action, CashAction
from app.insights.rules.cash import shift
from app.insights.rules.cash.outlook import HORIZON_DAYS
from app.insights.rules.cash.parts import OpenItem, Parts
from app.insights.rules.paying import receivables
from app.values import money

COLLECTED_IN_DAYS = 7
PUT_OFF_DAYS = 30

MOST_INVOICES, MOST_BILLS = 2, 1
"""Each is drawn anew, so few are tried: the largest that can help before the lowest day."""

LEAST_GAIN = 0.02
"""Less than two in a hundred is within the chance of the drawing, and no help."""

Tried = tuple[Action, OpenItem, Parts]


def candidates(parts: Parts, lowest_on: date) -> list[Tried]:
    """Changes that bring money in, or keep it, before the lowest day."""
    until = (lowest_on - parts.on).days
    invoices = _ranked([(item, _late(item, until)) for item in parts.items if item.amount > 0])
    bills = _ranked([(item, _soon(item, until)) for item in parts.items if item.amount < 0])
    collected = [(Action.COLLECT, item, _collected(parts, item)) for item in invoices[:MOST_INVOICES]]
    put_off = [(Action.PUT_OFF, item, shift.delayed(parts, item, PUT_OFF_DAYS)) for item in bills[:MOST_BILLS]]
    return [*collected, *put_off]


def told(tried: Sequence[Tried], chances: Sequence[float], before: float) -> tuple[CashAction, ...]:
    """Those that make a shortage less likely, the most helpful first. `chances`: of a shortage after each change."""
    helpful = [
        CashAction(action, receivables.named(item.entry, parts.on), money.estimated(abs(item.amount)), before, after)
        for (action, item, parts), after in zip(tried, chances, strict=True)
        if after <= before - LEAST_GAIN
    ]
    return tuple(sorted(helpful, key=lambda one: (one.probability_after, -one.amount, str(one.item.document_id))))


def _late(item: OpenItem, until: int) -> float:
    """Rupees that should not be there by the lowest day."""
    return item.amount * (1 - sum(item.chances[:until])) if until > COLLECTED_IN_DAYS else 0.0


def _soon(item: OpenItem, until: int) -> float:
    """Rupees that should have gone by the lowest day."""
    return -item.amount * sum(item.chances[:until])


def _ranked(gains: Sequence[tuple[OpenItem, float]]) -> list[OpenItem]:
    useful = [(item, gain) for item, gain in gains if gain > 0]
    return [item for item, _ in sorted(useful, key=lambda pair: (-pair[1], str(pair[0].entry.document_id)))]


def _collected(parts: Parts, item: OpenItem) -> Parts:
    sure = [0.0] * HORIZON_DAYS
    sure[COLLECTED_IN_DAYS - 1] = 1.0
    return shift.with_item(parts, replace(item, chances=sure))
