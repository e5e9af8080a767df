"""`/admin/jobs`: what the workers do, have done and could not do."""

from uuid import UUID

from flask import Response, request

from app.console import forms, rendering
from app.console.blueprint import page
from app.runtime.http.current import rt
from app.runtime.jobs import desk
from app.runtime.jobs.records import JobState


@page("/jobs")
def jobs() -> Response:
    """The latest jobs, of one state or of all."""
    wanted = request.args.get("state", "")
    state = JobState(wanted) if wanted in set(JobState) else None
    return rendering.page(
        "jobs.html", jobs=desk.latest(rt(), state=state), tallies=desk.tallies(rt()), state=state, states=list(JobState)
    )


@page("/jobs/<uuid:job_id>")
def job(job_id: UUID) -> Response:
    """One job with its lines; while it runs, the part that changes asks for itself again."""
    found, lines = desk.one(rt(), job_id)
    return rendering.page(forms.whole_or_part("job.html"), job=found, lines=lines)


@page("/jobs/<uuid:job_id>/requeue", method="POST")
def requeue(job_id: UUID) -> Response:
    """Queues a failed or dead job again."""
    desk.requeue(rt(), job_id, by=forms.who(), reason=forms.reason())
    return rendering.to("job", job_id=job_id, said="requeued")
