"""Who may read the trail: the owner of a business the rows of that business, an admin all rows."""

from uuid import UUID

from app.audit import repo
from app.audit.records import BusinessMissing, OwnerOnly
from app.books.records import BusinessNotFound
from app.runtime.identity import Caller
from app.runtime.observe import context
from app.runtime.runtime import Runtime


def admit(rt: Runtime, business_id: UUID | None, *, caller: Caller) -> Caller:
    """With whose rights the rows are read. Raises `BusinessMissing`, `BusinessNotFound`, `OwnerOnly`.

    An admin reads as the service, since a row outlives its business; an owner reads as himself, so that the database's
    own policy stands behind this one.
    """
    if not caller.is_admin and caller.role != "service_role":
        _admit_owner(rt, business_id, caller)
    if business_id is not None:
        context.add(business_id=business_id)
    return caller if caller.role == "authenticated" and not caller.is_admin else Caller.service()


def _admit_owner(rt: Runtime, business_id: UUID | None, caller: Caller) -> None:
    if business_id is None:
        raise BusinessMissing
    with rt.db.transaction(caller) as tx:
        is_owner = repo.is_owned(tx, business_id, caller.user_id)
    if is_owner:
        return
    context.add(refused_business_id=business_id)
    raise BusinessNotFound if is_owner is None else OwnerOnly
