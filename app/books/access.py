"""Who may see which business: its owner, its members, and the service itself. For everybody else it does not exist."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.books.records import Business, BusinessNotFound
from app.books.rows import parties
from app.runtime.identity import Caller
from app.runtime.observe import context
from app.runtime.runtime import Runtime

REACH = "select public.app_reach(:user, :business)"
EXISTS = """
    select coalesce(r.revision, 0) from public.businesses b left join public.book_revisions r on r.business_id = b.id
    where b.id = :business
"""
BUSINESSES = text("""
    select b.id, b.user_id, b.name, b.category, b.address, b.city, b.state, b.pincode, b.gst_number,
        coalesce(f.facts, '{}') as facts
    from public.businesses b
    left join public.book_facts f on f.subject_kind = 'business' and f.subject_id = b.id
    where :is_service or b.user_id = :user
       or b.id = any (array(select p.business_id from public.user_profiles p where p.id = :user))
    order by b.name, b.id
""")


@dataclass(frozen=True, slots=True)
class Reach:
    """A business that the caller may see, and the revision of its books: part of every cache key."""

    business_id: UUID
    revision: int


def reach(where: Connection | Runtime, caller: Caller, business_id: UUID) -> Reach:
    """The business, when `caller` owns it, belongs to it or is the service. Raises `BusinessNotFound` otherwise.

    where : a transaction, or the runtime for one round trip without any, when nothing else is asked of the database.
    The request's log lines and its row in the audit trail name the business from here on.
    """
    is_service = caller.role == "service_role"
    statement, parameters = EXISTS if is_service else REACH, {"user": caller.user_id, "business": business_id}
    if isinstance(where, Connection):
        revision: Any = where.execute(text(statement), parameters).scalar()
    else:
        revision = where.db.value(statement, parameters)
    if revision is None:
        context.add(refused_business_id=business_id)
        raise BusinessNotFound
    context.add(business_id=business_id)
    return Reach(business_id, int(revision))


def businesses_of(tx: Connection, caller: Caller) -> tuple[Business, ...]:
    """The businesses that `caller` owns or belongs to, by name; all of them for the service."""
    is_service = caller.role == "service_role"
    found = tx.execute(BUSINESSES, {"user": caller.user_id, "is_service": is_service}).mappings()
    return tuple(parties.business(row, row["facts"]) for row in found)
