"""How a late-payment scorer is judged: on businesses it never saw, part by part, and by what must hold anyway."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from app.insights.rules.paying import receivables
from app.insights.training import invoices
from app.model_registry.records import Observed
from ml_models.contracts import Shares
from ml_models.evaluation import behaviour, binary, drift
from ml_models.evaluation.arrays import FloatArray
from ml_models.evaluation.behaviour import Check
from ml_models.evaluation.records import Evaluation
from ml_models.late_payment.columns import COLD, COLUMNS, HABIT, PAST_DUE
from ml_models.tabular import Examples

LARGE = 800
"""Documents from which a generated business counts as large."""

WELL_KNOWN = float(np.log(1 + 10))
MOST_ROWS = 500
HABITUALLY = tuple(COLUMNS.index(name) for name in ("late_share", "mean_days_late", "recent_days_late"))


def evaluation(model: Any, observed: Sequence[Observed], seed: int) -> Evaluation:
    """Everything but the cost of `model`."""
    judged = cases(observed)
    return binary.evaluated(binary.chances_of(model), judged, seed=seed, behaviours=checks(judged.inputs))


def cases(observed: Sequence[Observed]) -> binary.Cases:
    """The invoices of the judging businesses, and the paid ones that are held out."""
    businesses = invoices.judging_businesses()
    found = invoices.joined(businesses, observed)
    large = {one.name for one in businesses if one.size >= LARGE}
    inputs, is_large = found.inputs, np.array([name in large for name in found.groups])
    settled = inputs[:, COLUMNS.index("settled")]
    return binary.Cases(
        inputs=inputs,
        truth=found.truth,
        threshold=receivables.LIKELY_FROM,
        slices={
            "large businesses": is_large,
            "small businesses": ~is_large,
            "not due yet": inputs[:, PAST_DUE] <= 0,
            "past the due date": inputs[:, PAST_DUE] > 0,
            "customers never seen to pay": inputs[:, COLD] > 0,
            "customers little known": (inputs[:, COLD] == 0) & (settled <= WELL_KNOWN),
            "customers well known": settled > WELL_KNOWN,
        },
        groups=[str(name) for name in found.groups],
    )


def shares(found: Examples) -> dict[str, Shares]:
    """How each input is spread."""
    return drift.shares(found.inputs, COLUMNS)


def checks(inputs: FloatArray) -> Sequence[Check]:
    """What any late-payment scorer must do."""
    some = inputs[:: max(len(inputs) // MOST_ROWS, 1)]
    return (
        behaviour.order_of_rows(some),
        behaviour.rising("habit", "A customer whose habit is to pay later has the higher chance.", some, _later(some)),
        behaviour.plain("punctual", "Somebody who always paid in time, asked before the due date: unlikely.",
                        [_known(-3.0, 0.02)], at_most=0.3),
        behaviour.plain("late", "Somebody who paid a month late each time, ten days past due: likely.",
                        [_known(3.0, 0.9, past_due=10.0, days=32.0)], at_least=0.7),
    )  # fmt: skip


def _later(inputs: FloatArray) -> FloatArray:
    """The same invoices of customers who have been later: all that tells of their habit moved together."""
    changed = np.array(inputs)
    changed[:, HABIT] += 1.0
    changed[:, HABITUALLY[0]] = np.minimum(changed[:, HABITUALLY[0]] + 0.1, 1.0)
    changed[:, HABITUALLY[1:]] += 5.0
    return changed


def _known(log_odds: float, late_share: float, *, past_due: float = -10.0, days: float = 0.0) -> list[float]:
    """A usual invoice of a customer who settled twenty others."""
    told = {
        "days_past_due": past_due,
        "terms_days": 30.0,
        "days_log_odds": log_odds,
        "everybody_log_odds": -0.5,
        "late_share": late_share,
        "mean_days_late": days,
        "recent_days_late": days,
        "spread_days": 6.0,
        "settled": float(np.log(21)),
    }
    return [told.get(name, 0.0) for name in COLUMNS]
