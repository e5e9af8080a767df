"""What is asked about a business over a time: returns, dates, credit at risk, serial numbers, checks of all invoices.

From the cache while books and day stand, else from what is stored, else worked out by a job while the request waits.
When that takes too long the last answer is served and says that it is stale; the portal's JSON never is.
"""

from datetime import datetime
from uuid import UUID

from app.books import access
from app.books.access import Reach
from app.compliance.records.periods.asked import (
    Kept,
    Matter,
    OwnGSTINNeeded,
    Page,
    PeriodUnavailable,
    Question,
    View,
)
from app.compliance.repo import matching, reconciled
from app.compliance.repo import periods as repo
from app.compliance.rules import invoice as invoice_rules
from app.compliance.rules import periods as rules
from app.compliance.service.periods import questions
from app.compliance.service.periods.working import JOB, period_job
from app.gst import gstin
from app.runtime import cache_types
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.period import indian_date

VERSION = f"{rules.VERSION}+{invoice_rules.VERSION}"

__all__ = ["JOB", "answer", "period_job"]


def answer(
    rt: Runtime,
    business_id: UUID,
    question: Question,
    *,
    view: View = View.FULL,
    page: Page | None = None,
    caller: Caller,
    now: datetime,
) -> bytes:
    """The answer as JSON, ready to be sent. `page`: which invoices to show, for `View.PAGE` alone.

    Raises `BusinessNotFound` for a stranger before anything else, `PeriodInvalid`, `OwnGSTINNeeded` for the portal's
    JSON of a business without one, `PeriodUnavailable`.
    """
    reach = access.reach(rt, caller, business_id)
    question = questions.settled(question, on=indian_date(now))
    if view is View.PORTAL and not _has_gstin(rt, reach, caller):
        raise OwnGSTINNeeded
    subject = question.subject(business_id, state=_state(rt, reach, question, caller))
    parts = (VERSION, business_id, reach.revision, indian_date(now), subject, view)
    found = None if page else rt.cache.fetch(cache_types.COMPLIANCE_PERIOD, *parts)
    if found is not None:
        return found
    kept = _fresh(rt, reach, question, subject, caller=caller, now=now)
    is_fresh = _is_fresh(kept, reach, now)
    if view is View.PORTAL and not is_fresh:
        raise PeriodUnavailable
    body = _body(rt, reach, kept, view, page, caller=caller, is_fresh=is_fresh).encode()
    if is_fresh and page is None:
        rt.cache.store(cache_types.COMPLIANCE_PERIOD, *parts, value=body)
    return body


def _state(rt: Runtime, reach: Reach, question: Question, caller: Caller) -> str:
    """What the answer hangs on besides the books."""
    if question.matter is not Matter.EXPOSURE:
        return ""
    with rt.db.transaction(caller) as tx:
        return reconciled.fetch_state(tx, reach.business_id)


def _has_gstin(rt: Runtime, reach: Reach, caller: Caller) -> bool:
    with rt.db.transaction(caller) as tx:
        return gstin.read(matching.fetch_gstin(tx, reach.business_id)).is_valid


def _fresh(rt: Runtime, reach: Reach, question: Question, subject: UUID, *, caller: Caller, now: datetime) -> Kept:
    """The newest answer, worked out by a job if the stored one is old. Raises `PeriodUnavailable` without any."""
    kept = _newest(rt, reach, question, subject, caller)
    if not _is_fresh(kept, reach, now):
        asked = question.payload() | {"subject": str(subject), "version": VERSION}
        rt.jobs.run(
            JOB,
            caller=caller,
            business_id=reach.business_id,
            payload={"question": asked},
            key=f"{JOB}:{VERSION}:{subject}:{reach.revision}:{indian_date(now)}",
        )
        kept = _newest(rt, reach, question, subject, caller)
    if kept is None:
        raise PeriodUnavailable
    return kept


def _newest(rt: Runtime, reach: Reach, question: Question, subject: UUID, caller: Caller) -> Kept | None:
    with rt.db.transaction(caller) as tx:
        return repo.fetch_newest(tx, question.matter, business_id=reach.business_id, subject=subject)


def _is_fresh(kept: Kept | None, reach: Reach, now: datetime) -> bool:
    if kept is None or kept.version != VERSION or kept.revision < reach.revision:
        return False
    return indian_date(kept.made_at) >= indian_date(now)


def _body(
    rt: Runtime, reach: Reach, kept: Kept, view: View, page: Page | None, *, caller: Caller, is_fresh: bool
) -> str:
    more = {"stale": not is_fresh, "stale_since": None if is_fresh else kept.made_at.isoformat()}
    with rt.db.transaction(caller) as tx:
        if page is not None:
            return repo.fetch_page(tx, kept, page, business_id=reach.business_id, more=more)
        return repo.fetch_body(tx, kept, view, business_id=reach.business_id, more=more)
