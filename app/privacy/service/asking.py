"""Requests as their asker sees them: asked for, confirmed, looked up. The work itself is a job.

Asking again for what is under way gives the same request, so a repeated call does nothing twice.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Connection

from app.privacy.records import (
    ConfirmationWrong,
    Kind,
    NothingToConfirm,
    Request,
    RequestNotFound,
    State,
    Whom,
)
from app.privacy.repo import requests as repo
from app.privacy.rules import confirming
from app.privacy.service import admitting, looking_through, receipts
from app.runtime.auditing import Actor
from app.runtime.auditing import Deed as Noted
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime

JOBS = {Kind.EXPORT: "privacy.export", Kind.DELETE: "privacy.erase"}
UNDER_WAY = (State.QUEUED, State.RUNNING)
MOST_SHOWN = 100
COUNT_SECONDS = 20


def ask_for_export(rt: Runtime, business_id: UUID | None, *, caller: Caller, now: datetime) -> Request:
    """The request for a file of what is kept; the one that is under way where there is one. Raises as `admitting`."""
    whom = admitting.whom(rt, business_id, caller=caller)
    with rt.db.transaction(Caller.service()) as tx:
        known = _last(tx, Kind.EXPORT, whom, caller)
        if known and known.state in UNDER_WAY:
            return known
        if known is None or known.state is not State.FAILED:
            known = _new(tx, Kind.EXPORT, whom, caller, now)
        return _queued(rt, tx, known, caller, now)


def ask_for_erasure(rt: Runtime, business_id: UUID | None, *, caller: Caller, now: datetime) -> Request:
    """A request that waits for its confirmation and says what would be found. Raises as `admitting`."""
    whom = admitting.whom(rt, business_id, caller=caller)
    with rt.db.transaction(Caller.service(), timeout_seconds=COUNT_SECONDS) as tx:
        known = _last(tx, Kind.DELETE, whom, caller)
        if known is None or _is_over(known, now):
            known = _new(tx, Kind.DELETE, whom, caller, now)
            repo.save_found(tx, known.id, looking_through.found(tx, whom))
            known = repo.fetch(tx, known.id) or known
        return _with_phrase(tx, known, now)


def confirm_erasure(
    rt: Runtime, business_id: UUID | None, *, confirmation: str, caller: Caller, now: datetime
) -> Request:
    """The erasure under way. Raises `NothingToConfirm`, `ConfirmationWrong`, and as `admitting`.

    confirmation : the phrase, or the number of the request
    """
    whom = admitting.whom(rt, business_id, caller=caller)
    with rt.db.transaction(Caller.service()) as tx:
        known = _last(tx, Kind.DELETE, whom, caller)
        if known is None or confirming.is_over(known.finished_at or _waits_since(known, now), now):
            raise NothingToConfirm
        if not confirming.is_confirmed(confirmation, phrase=_phrase(tx, whom.business_id), request_id=known.id):
            raise ConfirmationWrong
        if known.state in (*UNDER_WAY, State.DONE):
            return known
        if known.state is State.UNCONFIRMED:
            repo.save_found(tx, known.id, {})
        return _queued(rt, tx, known, caller, now)


def own(rt: Runtime, *, caller: Caller, now: datetime) -> list[Request]:
    """What the caller asked for, the newest first; as a keyed hash, too, where he was erased since."""
    with rt.db.transaction(Caller.service()) as tx:
        return [_shown(rt, tx, one, now) for one in repo.fetch_own(tx, _people(rt, caller), most=MOST_SHOWN)]


def one(rt: Runtime, id: UUID, *, caller: Caller, now: datetime) -> Request:
    """A request of the caller's. Raises `RequestNotFound`."""
    with rt.db.transaction(Caller.service()) as tx:
        found = repo.fetch(tx, id)
        if found is None or found.requested_by not in _people(rt, caller):
            raise RequestNotFound
        return _shown(rt, tx, found, now)


def of_everybody(rt: Runtime) -> list[Request]:
    """The newest requests of all people, for operators."""
    with rt.db.transaction(Caller.service()) as tx:
        return repo.fetch_all(tx, most=MOST_SHOWN)


def _people(rt: Runtime, caller: Caller) -> list[UUID]:
    assert caller.user_id is not None  # noqa: S101 -- only persons ask
    return [caller.user_id, admitting.pseudonym(rt, caller.user_id)]


def _last(tx: Connection, kind: Kind, whom: Whom, caller: Caller) -> Request | None:
    """What the caller asked for last. A business's open request is its present owner's, whoever that was before."""
    known = repo.fetch_last(tx, kind, requested_by=caller.user_id, business_id=whom.business_id)
    if known is not None and caller.user_id is not None and known.requested_by != caller.user_id:
        repo.hand_over(tx, known.id, to=caller.user_id)
        return replace(known, requested_by=caller.user_id)
    return known


def _new(tx: Connection, kind: Kind, whom: Whom, caller: Caller, now: datetime) -> Request:
    id = uuid4()
    about, state = whom.business_id, State.UNCONFIRMED
    repo.insert(
        tx, id, kind=kind, subject=whom.subject, business_id=about, requested_by=caller.user_id, state=state, now=now
    )
    found = repo.fetch(tx, id)
    assert found is not None  # noqa: S101 -- just written
    return found


def _queued(rt: Runtime, tx: Connection, known: Request, caller: Caller, now: datetime) -> Request:
    """The request with its job. The job is the service's own, so that erasing a user does not erase it."""
    name, service = JOBS[known.kind], Caller.service()
    payload = {"request_id": str(known.id)}
    job_id = rt.jobs.enqueue(tx, name, caller=service, business_id=None, payload=payload, key=f"{name}:{known.id}")
    repo.queue(tx, known.id, job_id=job_id, now=now)
    told = {"subject": known.subject.value}
    action = "export asked for" if known.kind is Kind.EXPORT else "erasure asked for"
    rt.audit.append(tx, Noted(action, Actor.of(caller), known.business_id, "privacy request", known.id, told))
    return replace(known, state=State.QUEUED, job_id=job_id, confirmed_at=now)


def _is_over(known: Request, now: datetime) -> bool:
    return known.state is State.DONE or confirming.is_over(_waits_since(known, now), now)


def _waits_since(known: Request, now: datetime) -> datetime:
    """Since when a request has been waiting for its second word; just now where it does not wait for any."""
    return known.created_at if known.state is State.UNCONFIRMED else now


def _shown(rt: Runtime, tx: Connection, known: Request, now: datetime) -> Request:
    return replace(_with_phrase(tx, known, now), is_genuine=receipts.is_genuine(rt, known))


def _with_phrase(tx: Connection, known: Request, now: datetime) -> Request:
    if confirming.is_over(_waits_since(known, now), now):
        return replace(known, state=State.EXPIRED)
    if known.kind is Kind.DELETE and known.state in (State.UNCONFIRMED, State.FAILED):
        return replace(known, confirmation=_phrase(tx, known.business_id))
    return known


def _phrase(tx: Connection, business_id: UUID | None) -> str:
    return confirming.phrase(repo.fetch_name(tx, business_id) or "" if business_id else None)
