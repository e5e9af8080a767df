"""How the newest analysis of each business stands to its books, in pages; and which jobs were asked for already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, text

FIRST, LAST = UUID(int=0), UUID(int=2**128 - 1)
FRESHNESS = """
    select b.id, coalesce(r.revision, 0) as revision, r.changed_at, a.book_revision as analyzed_revision,
        a.model_version, a.created_at as analyzed_at
    from businesses b
    left join book_revisions r on r.business_id = b.id
    left join lateral (
        select book_revision, model_version, created_at from ai_analysis_results
        where business_id = b.id and analysis_type = :type and subject_id is null
        order by created_at desc limit 1
    ) a on true
"""
AT_REST = """
    (exists (select from ai_privacy_requests p
             where p.business_id = b.id and p.kind = 'delete' and p.state in ('running', 'done'))
     and not exists (select from ai_analysis_results k where k.business_id = b.id))
"""
"""What was erased does not come back by itself at night: not before somebody has asked for an analysis again."""
PAGE = text(FRESHNESS + f" where b.id > :after and b.id <= :until and not {AT_REST} order by b.id limit :limit")
ONE = text(FRESHNESS + " where b.id = :business_id")
ASKED = text("select business_id from jobs where name = :name and business_id = any (:ids) and created_at >= :since")
WAITING = text("select count(*) from jobs where name = :name and state in ('queued', 'running')")


@dataclass(frozen=True, slots=True)
class Freshness:
    """How a business's books and its newest analysis of a kind stand to each other; None where there is none yet.

    changed_at : when the books changed last; None where that was before anybody noted it
    """

    business_id: UUID
    revision: int
    changed_at: datetime | None
    analyzed_revision: int | None
    version: str | None
    analyzed_at: datetime | None


def fetch_page(tx: Connection, analysis_type: str, *, after: UUID, until: UUID, limit: int) -> Sequence[Freshness]:
    """The first businesses whose ids follow `after` and do not go beyond `until`, in the order of their ids."""
    found = tx.execute(PAGE, {"after": after, "until": until, "limit": limit, "type": analysis_type})
    return [Freshness(*row) for row in found]


def fetch(tx: Connection, analysis_type: str, business_id: UUID) -> Freshness | None:
    """How one business stands; None where there is no such business any more."""
    row = tx.execute(ONE, {"business_id": business_id, "type": analysis_type}).first()
    return Freshness(*row) if row else None


def fetch_asked(tx: Connection, name: str, ids: Sequence[UUID], *, since: datetime) -> frozenset[UUID]:
    """Those of the businesses for which a job called `name` was asked for since then, whatever became of it."""
    return frozenset(tx.execute(ASKED, {"name": name, "ids": list(ids), "since": since}).scalars())


def waiting(tx: Connection, name: str) -> int:
    """How many jobs called `name` wait or run."""
    return int(tx.execute(WAITING, {"name": name}).scalar_one())
