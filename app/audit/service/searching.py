"""Looks through the rows of the last 90 days, page by page."""

from collections.abc import Sequence

from app.audit import repo
from app.audit.records import Event, Page, Place, Search
from app.audit.service import reading
from app.runtime.auditing import ActorKind
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.trail import Link

SERVICE = Caller.service()


def events(rt: Runtime, wanted: Search, *, caller: Caller) -> Page:
    """The rows that fit, the newest first. Raises as `reading.admit`."""
    rights = reading.admit(rt, wanted.business_id, caller=caller)
    is_everywhere = rights == SERVICE and wanted.business_id is None
    actor = None
    if wanted.user_id:
        with rt.db.transaction(SERVICE) as tx:
            actor = repo.fetch_actor(tx, wanted.user_id)
        if actor is None:
            return Page((), None)
    with rt.db.transaction(rights) as tx:
        found = repo.fetch_events(tx, wanted, actor=actor, is_everywhere=is_everywhere)
    shown = found[: wanted.limit]
    return Page(_named(rt, shown, rights), _place(shown[-1]) if len(found) > wanted.limit else None)


def _named(rt: Runtime, links: Sequence[Link], rights: Caller) -> Sequence[Event]:
    """With their users; an owner is told which of the own people it was, and of an admin only that it was one."""
    told = {ActorKind.USER} if rights != SERVICE else set(ActorKind)
    actors = {one.entry.actor for one in links if one.entry and one.entry.actor and one.entry.actor_kind in told}
    with rt.db.transaction(SERVICE) as tx:
        return repo.events_of(links, repo.fetch_users(tx, sorted(actors)) if actors else {})


def _place(last: Link) -> Place:
    assert last.entry is not None  # noqa: S101 -- only rows that are not archived are searched
    return Place(last.entry.created_at, last.chain, last.seq)
