"""How much of everything there is: sums over tables of all parts of the service, which name nobody."""

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
