"""Which function carries out which job. A handler may be run twice, and ignores fields that it does not know."""

from app.insights import service as insights
from app.runtime.jobs.records import Handler

HANDLERS: dict[str, Handler] = {
    insights.JOB: insights.compute_job,
}
