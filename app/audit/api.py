"""GET /api/v1/audit/events and /verify, POST /export: who did what, for the owner of a business and for admins."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from app.audit.records import Page, Search, Verdict
from app.audit.schemas import (
    AuditExportAsked,
    AuditExportUnderWay,
    AuditOfBusiness,
    AuditPageSchema,
    AuditQuery,
    AuditVerdictSchema,
)
from app.audit.service import exporting, searching, verifying
from app.runtime.http.blueprints import Blueprint
from app.runtime.http.current import caller, rt

blp = Blueprint("audit", __name__, url_prefix="/api/v1/audit", description="Who did what in a business")


@blp.route("/events")
class EventsView(MethodView):
    """Rows of the trail."""

    @blp.arguments(AuditQuery, location="query")
    @blp.response(200, AuditPageSchema)
    def get(self, wanted: Search) -> Page:
        """Who did what in your business in the last 90 days, the newest first."""
        return searching.events(rt(), wanted, caller=caller())


@blp.route("/verify")
class VerifyView(MethodView):
    """Whether the trail is whole."""

    @blp.arguments(AuditOfBusiness, location="query")
    @blp.response(200, AuditVerdictSchema)
    def get(self, query: dict[str, Any]) -> Verdict:
        """Whether nobody has changed, removed or added rows; if somebody has, the first bad one."""
        return verifying.of_business(rt(), query.get("business_id"), caller=caller())


@blp.route("/export")
class ExportView(MethodView):
    """A file of the trail."""

    @blp.arguments(AuditExportAsked)
    @blp.response(202, AuditExportUnderWay)
    def post(self, asked: dict[str, Any]) -> dict[str, UUID]:
        """Has a zip written with the rows of a time and what proves them; the job's result names its address."""
        job_id, file_id = exporting.ask(rt(), asked.pop("business_id"), caller=caller(), **asked)
        return {"job_id": job_id, "file_id": file_id}


@blp.route("/export/<uuid:file_id>")
class ExportedView(MethodView):
    """The file."""

    @blp.arguments(AuditOfBusiness, location="query")
    @blp.response(200, {"type": "string", "format": "binary"}, content_type="application/zip")
    def get(self, query: dict[str, Any], file_id: UUID) -> Response:
        """The zip, for a week."""
        content = exporting.fetch(rt(), file_id, business_id=query.get("business_id"), caller=caller())
        response = Response(content, mimetype="application/zip")
        response.headers["Content-Disposition"] = f'attachment; filename="audit-{file_id.hex[:8]}.zip"'
        return response
