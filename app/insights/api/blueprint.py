"""Where the calls about insights hang, and how an answer that was written already is sent."""

from flask import Response, request

from app.insights.service.details import Detail
from app.runtime.http.blueprints import Blueprint

blp = Blueprint("insights", __name__, url_prefix="/api/v1/insights", description="What comes, and what to do about it")


def tagged(detail: Detail) -> Response:
    """The answer, or 304 without any body for whoever has it already (`If-None-Match`)."""
    response = Response(detail.body, mimetype="application/json")
    response.set_etag(detail.tag, weak=True)  # its age differs
    response.headers["Cache-Control"] = "private, no-cache"
    response.make_conditional(request)
    return response
