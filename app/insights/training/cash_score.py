"""How good the cash prediction is: tried on generated shops, at earlier dates, against what then happened."""

import time
from datetime import date

from app import simulate
from app.insights.rules import VERSION, findings
from app.insights.rules.cash import cash_backtest
from app.insights.rules.cash.outlook import WEEKS, Sides, outlook
from app.model_registry.records import Evaluator, Score

ENDS_ON, MONTHS = date(2026, 3, 31), 24
PROFILES = (simulate.ELECTRICALS, simulate.TEXTILES)


def evaluator() -> Evaluator:
    """How the registry measures the insights."""
    return Evaluator(model_name="insights", model_type="payment habits and pace", model_version=VERSION, score=score)


def score(seed: int) -> Score:
    """One minus the relative error of the receipts of thirteen weeks, as predicted at earlier dates."""
    missed, whole, cases, seconds = 0.0, 0.0, 0, 0.0
    for profile in PROFILES:
        books = simulate.books_for_tests(seed, profile=profile, until=ENDS_ON, months=MONTHS)
        sides = findings.sides_of(books, ENDS_ON)
        for origin in cash_backtest.origins(sides, ENDS_ON):
            began = time.perf_counter()
            told = _told(sides, origin)
            seconds += time.perf_counter() - began
            came = _came(sides, origin)
            missed, whole, cases = missed + abs(told - came), whole + came, cases + 1
    return Score(
        accuracy=round(max(1 - missed / whole, 0.0), 4) if whole else 0.0,
        cases=cases,
        measure="1 - relative error of receipts over 13 weeks, predicted at earlier dates of generated books",
        took_ms=seconds * 1000 / max(cases, 1),
    )


def _told(sides: Sides, origin: date) -> float:
    from ml_models.late_payment.coming import coming_days  # arrays live in the worker only

    receipts = outlook(sides, origin, coming_days).receipts
    return sum(receipts.from_open) + sum(receipts.from_new)


def _came(sides: Sides, origin: date) -> float:
    return sum(amount for day, amount in sides.moves if amount > 0 and 0 < (day - origin).days <= 7 * WEEKS)
