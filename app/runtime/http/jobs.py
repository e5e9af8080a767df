"""`GET /api/v1/jobs/{id}`: how far a piece of work has come, and where its result lies."""

from typing import Any
from uuid import UUID

import marshmallow as ma
from flask.views import MethodView

from app.runtime.http.blueprints import Blueprint
from app.runtime.http.current import caller, rt
from app.runtime.http.schema import Moment, Schema
from app.runtime.identity import Caller
from app.runtime.jobs.records import Job, JobState

blp = Blueprint("jobs", __name__, url_prefix="/api/v1/jobs", description="Work that outlasts a request")


class JobSchema(Schema):
    """A job as its owner sees it."""

    id = ma.fields.UUID(required=True)
    name = ma.fields.String(required=True)
    state = ma.fields.Enum(JobState, by_value=True, required=True)
    progress = ma.fields.Float(required=True, metadata={"description": "Share done, 0 to 1."})
    progress_note = ma.fields.String(required=True, allow_none=True)
    attempts = ma.fields.Integer(required=True)
    result = ma.fields.Dict(
        required=True, allow_none=True, metadata={"description": "`href` names the call that serves the full result."}
    )
    error = ma.fields.String(required=True, allow_none=True)
    created_at = ma.fields.AwareDateTime(required=True)
    started_at = ma.fields.AwareDateTime(required=True, allow_none=True)
    finished_at = ma.fields.AwareDateTime(required=True, allow_none=True)


class JobLineSchema(Schema):
    """One note of a job on what it was doing."""

    id = ma.fields.Integer(required=True)
    attempt = ma.fields.Integer(required=True, metadata={"description": "Which start of the job said it."})
    share = ma.fields.Float(required=True, metadata={"description": "How far it had come, 0 to 1."})
    note = ma.fields.String(required=True)
    at = Moment(required=True)


class JobLinesSchema(Schema):
    """What a job said, oldest first."""

    lines = ma.fields.List(ma.fields.Nested(JobLineSchema), required=True)


class JobLinesQuery(Schema):
    """From where on to read."""

    after = ma.fields.Integer(
        load_default=0,
        validate=ma.validate.Range(0, 2**63 - 1),
        metadata={"description": "Id of the last line that is known already."},
    )


@blp.route("/<uuid:job_id>")
class JobView(MethodView):
    """One job."""

    @blp.response(200, JobSchema)
    def get(self, job_id: UUID) -> Job:
        """State, progress and result of a job of your business."""
        return rt().jobs.fetch(job_id, caller=_viewer(job_id))


@blp.route("/<uuid:job_id>/lines")
class LinesView(MethodView):
    """A job's notes."""

    @blp.arguments(JobLinesQuery, location="query")
    @blp.response(200, JobLinesSchema)
    def get(self, query: dict[str, Any], job_id: UUID) -> dict[str, Any]:
        """Every note of progress of a job, at most a thousand, for whoever watches it or looks into it later."""
        return {"lines": rt().jobs.lines(job_id, caller=_viewer(job_id), after=query["after"])}


def _viewer(job_id: UUID) -> Caller:
    """With whose rights the caller sees the job: an admin sees work on the service itself, whoever asked for it."""
    who = caller()
    if who.is_admin and rt().jobs.fetch(job_id, caller=Caller.service()).is_of_operators:
        return Caller.service()
    return who
