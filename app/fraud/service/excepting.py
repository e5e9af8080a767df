"""The parties that an owner has called always fine: made, listed, removed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from app.books import access, reader
from app.fraud.records import AlertType, PartyException, PartyUnknown, Rule, Said
from app.fraud.repo import exceptions as exceptions_repo
from app.runtime.auditing import Actor, Deed
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime


def make(
    rt: Runtime,
    business_id: UUID,
    *,
    caller: Caller,
    party_id: UUID,
    type: AlertType | None,
    rule: Rule | None,
    reason: str | None,
    now: datetime,
) -> PartyException:
    """The exception; asked for again it stays as it was made first.

    The next analysis leaves out what it covers. Raises `BusinessNotFound` for a stranger, `PartyUnknown` for somebody
    that is not in the books.
    """
    with rt.db.transaction(caller) as tx:
        access.reach(tx, caller, business_id)
        names = {one.id: one.name for one in reader.load_parties(tx, business_id)}
        if party_id not in names:
            raise PartyUnknown
        said = Said(caller.user_id, now, reason)
        made = exceptions_repo.save(tx, business_id, party_id, type=type, rule=rule, said=said)
        told = {"party_id": party_id}
        rt.audit.append(
            tx, Deed("fraud exception made", Actor.of(caller), business_id, "exception", made.id, told, reason or "")
        )
    return replace(made, party_name=names[party_id])


def listed(rt: Runtime, business_id: UUID, *, caller: Caller) -> Sequence[PartyException]:
    """The exceptions of a business, oldest first, with the names of their parties. Raises `BusinessNotFound`."""
    with rt.db.transaction(caller) as tx:
        access.reach(tx, caller, business_id)
        found = exceptions_repo.fetch(tx, business_id)
        names = {one.id: one.name for one in reader.load_parties(tx, business_id)} if found else {}
    return [replace(one, party_name=names.get(one.party_id, "")) for one in found]


def remove(rt: Runtime, exception_id: UUID, *, caller: Caller) -> None:
    """Removes an exception of the caller's; one that is gone already, or a stranger's, is not there to be removed."""
    with rt.db.transaction(caller) as tx:
        business_id = exceptions_repo.delete(tx, exception_id)
        if business_id:
            by = Actor.of(caller)
            rt.audit.append(tx, Deed("fraud exception removed", by, business_id, "exception", exception_id))
