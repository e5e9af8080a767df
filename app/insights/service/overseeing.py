"""What admins may see and do with the insights of all businesses: look, compare forecasts with what came, recompute.

A look at somebody's books is a deed: it is written down with who looked, where the owner can read it, and in the audit
trail. Looking again within a quarter of an hour is the same look.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from app.flags import service as flags
from app.flags.records import FeatureOff
from app.flags.rules import INSIGHTS
from app.insights.records.overseen import Deed, Done, OfBusiness, OfInsight, Overview, Standing
from app.insights.records.picture import Look
from app.insights.records.stored import InsightNotFound, NothingComputed
from app.insights.repo import answers, cards, overseen
from app.insights.rules import holding
from app.insights.service import drawing, picturing, standing
from app.insights.service.drawing import Chart
from app.runtime import auditing
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.period import indian_date

OPERATOR = Caller.service()
LISTED, TESTED, REMEMBERED = 30, 5000, 30
"""Businesses on the first page; forecasts compared, the newest of them; deeds beside a business."""
SAME_LOOK = timedelta(minutes=15)


def overview(rt: Runtime, *, now: datetime) -> Overview:
    """The businesses whose insights were made last, and how the forecasts of all hold."""
    with rt.db.transaction(OPERATOR) as tx:
        found = overseen.fetch_latest(tx, most=LISTED)
        tested = overseen.fetch_tested(tx, most=TESTED)
    return Overview([_aged(rt, one, now) for one in found], holding.held(tested), holding.ranked(tested))


def business(rt: Runtime, business_id: UUID, *, by: str, now: datetime) -> OfBusiness:
    """The insights of a business as they stand. Raises `BusinessNotFound`, `NothingComputed`."""
    wanted = standing.wanted(rt, business_id, caller=OPERATOR, now=now)
    _note(rt, Done(business_id, None, Deed.LOOKED, by, "", now))
    with rt.db.transaction(OPERATOR) as tx:
        found = overseen.fetch_standing(tx, wanted.business_id)
        stored = answers.fetch_newest(tx, wanted.business_id)
        deeds = overseen.fetch_deeds(tx, business_id, most=REMEMBERED)
    if found is None or stored is None:
        raise NothingComputed
    insights = json.loads(stored.body)["insights"]
    drawable = frozenset(one["insight_id"] for one in insights if picturing.lines(one["data"]))
    return OfBusiness(_aged(rt, found, now), insights, drawable, deeds)


def insight(rt: Runtime, business_id: UUID, insight_id: UUID, *, by: str, now: datetime) -> OfInsight:
    """One insight with its evidence. Raises `BusinessNotFound`, `InsightNotFound`."""
    wanted = standing.wanted(rt, business_id, caller=OPERATOR, now=now)
    with rt.db.transaction(OPERATOR) as tx:
        found = overseen.fetch_standing(tx, wanted.business_id)
        card = cards.fetch(tx, wanted.business_id, insight_id)
    if found is None or card is None:
        raise InsightNotFound
    _note(rt, Done(business_id, insight_id, Deed.LOOKED, by, "", now))
    return OfInsight(_aged(rt, found, now), card, bool(picturing.lines(card.insight["data"])))


def chart(rt: Runtime, business_id: UUID, insight_id: UUID, look: Look, *, by: str, now: datetime) -> Chart:
    """The chart of an insight. Raises as `drawing.chart` does."""
    _note(rt, Done(business_id, None, Deed.LOOKED, by, "", now))
    return drawing.chart(rt, business_id, insight_id, look, caller=OPERATOR, now=now)


def recompute(rt: Runtime, business_id: UUID, *, by: str, reason: str, now: datetime) -> UUID:
    """The job that makes the insights of a business anew. Raises `BusinessNotFound`, `FeatureOff`."""
    if not flags.is_on(rt, INSIGHTS, business_id=business_id):
        raise FeatureOff(None, is_temporary=False)
    wanted = standing.wanted(rt, business_id, caller=OPERATOR, now=now)
    with rt.db.transaction(OPERATOR) as tx:
        overseen.save_deed(tx, Done(business_id, None, Deed.RECOMPUTED, by, reason, now))
        job_id = rt.jobs.enqueue(
            tx, standing.JOB, caller=OPERATOR, business_id=business_id, payload={}, key=standing.job_key(wanted)
        )
        action = "insights recomputed by an admin"
        rt.audit.append(tx, auditing.Deed(action, auditing.Actor.named(by), business_id, "job", job_id, reason=reason))
    return job_id


def deeds(rt: Runtime, *, limit: int) -> Sequence[Done]:
    """Who looked at whose insights, or had them made anew; the newest first."""
    with rt.db.transaction(OPERATOR) as tx:
        return overseen.fetch_deeds(tx, most=limit)


def _note(rt: Runtime, done: Done) -> None:
    with rt.db.transaction(OPERATOR) as tx:
        overseen.save_deed(tx, done, unless_since=done.at - SAME_LOOK)
        action, about = "insights looked at by an admin", done.insight_id or "all"
        by = auditing.Actor.named(done.actor)
        rt.audit.append(tx, auditing.Deed(action, by, done.business_id, "insight", about))


def _aged(rt: Runtime, found: Standing, now: datetime) -> Standing:
    """With whether something else would be answered now."""
    books = standing.Wanted(found.model_version, found.business_id, found.books_revision, indian_date(now))
    is_current = standing.is_current(rt, found.model_version, found.business_id)
    return replace(found, is_stale=not is_current or not standing.is_fresh(rt, found, books))
