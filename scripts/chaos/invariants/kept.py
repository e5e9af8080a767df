"""No acknowledged job is lost or applied twice, and no line that was taken is missing.

A job's end is written down in the audit trail in the transaction that ends it, so there is exactly one `job done` for
each; the alerts that it stores are keyed by what they are about, so their number stays as it was.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from scripts.chaos.database import Superuser
from scripts.chaos.records import Acknowledged

ENDS = (
    "select j.id::text, j.state, j.attempts,"
    " (select count(*) from ai_audit_logs a where a.subject = j.id::text and a.action = 'job done')"
    " from jobs j where j.id = any(%s::uuid[])"
)
NONE = -1
Result = Callable[[str], Mapping[str, Any] | None]
LINES = "select count(*) from feedback where id = any(%s::uuid[])"
ALERTS = "select business_id::text, count(*) from fraud_alerts group by 1"


def problems(database: Superuser, jobs: list[Acknowledged], lines: list[str], *, result_of: Result) -> Iterator[str]:
    """Sentences on jobs and lines that are not there exactly once. `result_of` reads what a job found: it is sealed."""
    found = {row[0]: row[1:] for row in database.rows(ENDS, ([job.id for job in jobs],))}
    for job in jobs:
        state, attempts, times = found.get(job.id, ("", 0, 0))
        alerts = int((result_of(job.id) or {}).get("alerts", NONE)) if state else NONE
        yield from ends(job, (state, attempts, alerts, times) if state else None)
    kept = database.value(LINES, (lines,))
    if kept != len(lines):
        yield f"of {len(lines)} lines that were acknowledged {kept} are kept"


def ends(job: Acknowledged, found: tuple[str, int, int, int] | None) -> Iterator[str]:
    """What is wrong with the end of one job; `found` is its state, attempts, alerts, and how often it ended."""
    if found is None:
        yield f"the acknowledged job {job.id} is gone"
        return
    state, attempts, alerts, times = found
    if state != "done":
        yield f"the acknowledged job {job.id} is {state} after {attempts} attempts"
    elif times != 1:
        yield f"the job {job.id} was applied {times} times"
    elif alerts != job.alerts:
        yield f"the job {job.id} found {alerts} alerts instead of {job.alerts}"


def alerts(database: Superuser) -> Mapping[str, int]:
    """How many alerts are stored for each business."""
    return {str(business): int(count) for business, count in database.rows(ALERTS)}


def alert_problems(before: Mapping[str, int], after: Mapping[str, int]) -> Iterator[str]:
    """Sentences on businesses whose alerts are not the ones they had: something was applied twice, or lost."""
    for business in sorted(before):
        if after.get(business, 0) != before[business]:
            yield f"business {business} has {after.get(business, 0)} alerts, it had {before[business]}"
