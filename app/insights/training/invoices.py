"""Open invoices with their truth: from generated ledgers on several days, and from invoices paid since.

On each day the books hold nothing of a later date (`payers.Repaid.on`), so no row can know what came after it; whether
an invoice was paid late is read from the payments that came later.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np

from app import simulate
from app.books.records import DocumentKind
from app.insights.rules import ledgers
from app.insights.rules.paying import payment_features
from app.insights.rules.paying.payment_features import Asked
from app.model_registry.records import Observed
from app.simulate import payers
from app.simulate.payers import Repaid
from ml_models.late_payment.columns import COLUMNS, LATE_AFTER_DAYS
from ml_models.late_payment.coming import coming_days
from ml_models.tabular import Examples, as_rows

ENDS_ON, MONTHS = date(2026, 3, 31), 18
ASKED_DAYS_BEFORE = (510, 465, 405, 330, 255, 180, 90, 0)
"""From a month after the first day, when hardly anybody is known, to the last."""

TRAINED_ON, JUDGED_ON, CROWDS = range(12), range(6), 3
"""Businesses to learn from and to judge on; each is repaid by so many different crowds of customers."""

SEEDS_APART = 1000
JUDGING_SEEDS = 910_000_000
OUTCOME_WEIGHT = 3.0
"""One real invoice counts as much as so many generated ones."""


@dataclass(frozen=True)
class Business:
    """The invoices asked about in one generated business, and which of them were paid late."""

    name: str
    size: int
    asked: Sequence[Asked]
    truth: Sequence[bool]


def examples(observed: Sequence[Observed], seed: int) -> Examples:
    """The invoices to learn from: of the businesses of `seed`, and those whose payment became known."""
    found = [one for place in TRAINED_ON for one in businesses(place, seed * SEEDS_APART + place)]
    return joined(found, observed)


@lru_cache(maxsize=1)
def judging_businesses() -> tuple[Business, ...]:
    """The businesses on which every version is judged: the same ones for ever."""
    return tuple(one for place in JUDGED_ON for one in businesses(place, JUDGING_SEEDS + place))


def joined(found: Sequence[Business], observed: Sequence[Observed]) -> Examples:
    """The invoices of all these businesses and the observed ones, as arrays."""
    rows = [asked.row for one in found for asked in one.asked] + [one.inputs for one in observed]
    truth = [holds for one in found for holds in one.truth] + [bool(one.outcome) for one in observed]
    groups = [one.name for one in found for _ in one.asked] + [str(one.business_id) for one in observed]
    weights = np.ones(len(rows))
    weights[len(rows) - len(observed) :] = OUTCOME_WEIGHT
    return Examples(as_rows(rows, COLUMNS), np.array(truth, dtype=np.bool_), weights, np.array(groups))


def businesses(place: int, seed: int) -> list[Business]:
    """One generated business with several crowds of customers; the profiles take turns."""
    profile = (simulate.ELECTRICALS, simulate.TEXTILES, simulate.SMALL)[place % 3]
    books = simulate.books_for_tests(seed, profile=profile, until=ENDS_ON, months=MONTHS)
    return [
        _business(f"{profile.name} {seed} {crowd}", payers.repaid(books, seed=seed * CROWDS + crowd))
        for crowd in range(CROWDS)
    ]


def _business(name: str, repaid: Repaid) -> Business:
    asked = [one for days in ASKED_DAYS_BEFORE for one in asked_on(repaid, ENDS_ON - timedelta(days=days))]
    return Business(name, len(repaid.books.documents), asked, [was_late(repaid, one) for one in asked])


def asked_on(repaid: Repaid, day: date) -> list[Asked]:
    """The invoices open on `day`, from the books as they stood then."""
    return payment_features.asked(ledgers.ledger(repaid.on(day), DocumentKind.SALES_INVOICE), day, coming_days)


def was_late(repaid: Repaid, asked: Asked) -> bool:
    """Whether the invoice was paid late, or never."""
    settled_on = repaid.settled_on.get(asked.entry.document_id)
    return settled_on is None or (settled_on - asked.entry.due_on).days > LATE_AFTER_DAYS
