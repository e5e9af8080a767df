"""How much of everything there is: sums over tables of all parts of the service, which name nobody."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, text

from app.operations.records import EndedJobs

ENDED = text(
    "select (finished_at at time zone 'Asia/Kolkata')::date as day, count(*) filter (where state = 'done') as done,"
    " count(*) filter (where state = 'failed') as failed, count(*) filter (where state = 'dead') as dead from jobs"
    " where state in ('done', 'failed', 'dead') and finished_at >= :since group by 1 order by 1"
)
SIZE = text("select pg_database_size(current_database())")
LAST_DEED = text(
    "select created_at from ai_audit_logs where business_id is null and action = :action and not is_refused"
    " order by created_at desc limit 1"
)


USED = text(
    "select (select count(*) from document_extractions where created_at >= :since and created_at < :until)"
    " as documents,"
    " count(distinct business_id) filter (where actor_kind = 'user') as businesses,"
    " count(distinct actor) filter (where actor_kind = 'user') as people,"
    " count(*) filter (where action = 'backup made') as backups"
    " from ai_audit_logs where created_at >= :since and created_at < :until and not is_refused"
)
RUN = text(
    "select name, state, count(*) as jobs from jobs where state in ('done', 'failed', 'dead')"
    " and finished_at >= :since and finished_at < :until group by 1, 2 order by 3 desc, 1, 2"
)
KEY = text("select first_used_at from sealing_keys where key_id = :key_id")
LARGEST = text(
    "select c.relname as name, pg_total_relation_size(c.oid) as bytes from pg_class c"
    " join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'"
    " order by 2 desc, 1 limit :most"
)


@dataclass(frozen=True, slots=True)
class Used:
    """What was done in a time: documents that were sent, businesses and people who did something, backups made."""

    documents: int
    businesses: int
    people: int
    backups: int


def used(tx: Connection, *, since: datetime, until: datetime) -> Used:
    """By the documents and the audit trail, both of which reach back 90 days."""
    row = tx.execute(USED, {"since": since, "until": until}).one()
    return Used(row.documents, row.businesses, row.people, row.backups)


def run_jobs(tx: Connection, *, since: datetime, until: datetime) -> list[tuple[str, str, int]]:
    """`(name, state, jobs)` of what ended in a time, the most numerous first; what is kept of no job is left out."""
    return [(row.name, row.state, row.jobs) for row in tx.execute(RUN, {"since": since, "until": until})]


def key_since(tx: Connection, key_id: str) -> datetime | None:
    """When a key first sealed something here; None where it never did."""
    found: datetime | None = tx.execute(KEY, {"key_id": key_id}).scalar()
    return found


def largest_tables(tx: Connection, *, most: int) -> dict[str, int]:
    """Bytes of the largest tables with their indexes, by name."""
    return {row.name: row.bytes for row in tx.execute(LARGEST, {"most": most})}


def ended_jobs(tx: Connection, *, since: datetime) -> list[EndedJobs]:
    """How jobs ended, by day of India; days without one are left out."""
    return [EndedJobs(row.day, row.done, row.failed, row.dead) for row in tx.execute(ENDED, {"since": since})]


def database_bytes(tx: Connection) -> int:
    """The size of the whole database."""
    return int(tx.execute(SIZE).scalar_one())


def last_deed(tx: Connection, action: str) -> datetime | None:
    """When the service last did this, by its audit trail of 90 days."""
    found: datetime | None = tx.execute(LAST_DEED, {"action": action}).scalar()
    return found
