"""What became of predictions: collected hourly from the capabilities' own tables, counted by version and week."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection

from app.model_registry.records import Learner, ShadowComparison, UnknownModel, Week
from app.model_registry.repo import outcomes, pointers
from app.model_registry.repo import weeks as repo
from app.model_registry.rules import monitoring as rules
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime

LOOKED_BACK = timedelta(days=2)
"""Outcomes are read again from so long before the last known one: a transaction may have committed late."""

COUNTED = timedelta(days=182)
"""Weeks older than this stay as they were counted."""

LONGEST_SECONDS = 60.0
"""Of one statement: the first count after an upgrade has months to go through."""

MOST_WEEKS = 200
MOST_SUBJECTS = 5_000
EVER = datetime(2000, 1, 1, tzinfo=UTC)


def collect(rt: Runtime, learners: Iterable[Learner], *, now: datetime) -> dict[str, int]:
    """Writes down the outcomes that became known, and counts the weeks they belong to; outcomes by model.

    Safe to run twice and beside itself: each outcome is written once, each week counted from what is there.
    """
    return {learner.name: _collect_one(rt, learner, now=now) for learner in learners}


def weeks(rt: Runtime, name: str) -> list[Week]:
    """The weeks of each version of `name`, the latest first. Raises `UnknownModel`."""
    with rt.db.transaction(Caller.service()) as tx:
        if pointers.fetch_row(tx, name) is None:
            raise UnknownModel
        return repo.fetch(tx, name, most=MOST_WEEKS)


def shadow_comparison(rt: Runtime, name: str) -> ShadowComparison | None:
    """The shadow beside what serves, on the latest subjects of both; None without a shadow. Raises `UnknownModel`."""
    with rt.db.transaction(Caller.service()) as tx:
        pointer = pointers.fetch(tx, name)
        if pointer is None:
            raise UnknownModel
        if pointer.shadow is None or pointer.production is None:
            return None
        both = repo.fetch_both(tx, shadow_id=pointer.shadow.id, production_id=pointer.production.id, most=MOST_SUBJECTS)
        shadow, production = (repo.fetch_watched(tx, one.id) for one in (pointer.shadow, pointer.production))
    return rules.shadow_comparison(shadow, production, both)


def _collect_one(rt: Runtime, learner: Learner, *, now: datetime) -> int:
    with rt.db.transaction(Caller.service(), timeout_seconds=LONGEST_SECONDS) as tx:
        latest = outcomes.fetch_latest(tx, learner.name)
        found = learner.outcomes(tx, latest - LOOKED_BACK if latest else EVER)
        changed = outcomes.save(tx, learner.name, found)
        stale = repo.fetch_stale(tx, learner.name, since=now - COUNTED)
    for model_id, week in stale:
        with rt.db.transaction(Caller.service(), timeout_seconds=LONGEST_SECONDS) as tx:
            _count(tx, model_id, week, now=now)
    return changed


def _count(tx: Connection, model_id: UUID, week: date, *, now: datetime) -> None:
    from ml_models.evaluation import drift

    version = repo.fetch_watched(tx, model_id)
    predictions = repo.fetch_predictions(tx, model_id, week)
    figures = rules.figures(version, predictions, drift.of_rows)
    repo.save(tx, model_id, week, figures=figures, now=now, **rules.counts(version, predictions))
