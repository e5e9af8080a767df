"""Who may ask about whom: everybody about himself, the owner about a business. Admins have no part in it."""

from uuid import UUID

from app.books import access
from app.privacy.records import OwnerOnly, Request, State, Subject, Whom
from app.privacy.repo import requests as repo
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime


def whom(rt: Runtime, business_id: UUID | None, *, caller: Caller) -> Whom:
    """Whom a request is about: the business, or the caller where none is named.

    Raises `BusinessNotFound` for a stranger's business and `OwnerOnly` for one in which the caller only works.
    """
    assert caller.user_id is not None  # noqa: S101 -- only persons ask
    mask = pseudonym(rt, caller.user_id)
    if business_id is None:
        return Whom(Subject.USER, caller.user_id, mask)
    access.reach(rt, caller, business_id)
    with rt.db.transaction(caller) as tx:
        if not repo.is_owner(tx, business_id, caller.user_id):
            raise OwnerOnly
    return Whom(Subject.BUSINESS, business_id, mask)


def begun(rt: Runtime, request_id: UUID) -> tuple[Request, Whom] | None:
    """A request that its job works on from here on, and whom it is about; None where nothing is left to be done."""
    with rt.db.transaction(Caller.service()) as tx:
        request = repo.fetch(tx, request_id)
        if request is None or request.state is State.DONE or not repo.begin(tx, request.id):
            return None
    about = request.business_id or request.requested_by
    return request, Whom(request.subject, about, pseudonym(rt, request.requested_by))


def pseudonym(rt: Runtime, user_id: UUID) -> UUID:
    """The keyed hash that stands for an erased user: the same each time, and nobody's without our key."""
    return UUID(rt.audit.fingerprint(f"erased user {user_id}"))
