"""Who may ask about whom: everybody about himself, the owner about a business. Admins have no part in it."""

from uuid import UUID

from app.books import access
from app.privacy.records import OwnerOnly, Subject, Whom
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


def pseudonym(rt: Runtime, user_id: UUID) -> UUID:
    """The keyed hash that stands for an erased user: the same each time, and nobody's without our key."""
    return UUID(rt.audit.fingerprint(f"erased user {user_id}"))
