"""GET /api/v1/insights/{business_id}/{insight_id}/chart: a picture for e-mail and chat."""

from typing import Any
from uuid import UUID

from flask import Response, request
from flask.views import MethodView

from app.insights.api.blueprint import blp
from app.insights.records.picture import Format, Look
from app.insights.schemas.picture import ChartQuery
from app.insights.service import drawing
from app.insights.service.drawing import Chart
from app.runtime.http.current import caller, rt

TYPES = {Format.SVG: "image/svg+xml", Format.PNG: "image/png"}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
"""An SVG opened by itself is a page: it may colour its own lines, and nothing else."""


@blp.route("/<uuid:business_id>/<uuid:insight_id>/chart")
class ChartView(MethodView):
    """A picture of one insight."""

    @blp.arguments(ChartQuery, location="query")
    @blp.response(200, {"type": "string", "format": "binary"}, content_type="image/svg+xml")
    @blp.alt_response(304)
    def get(self, query: dict[str, Any], business_id: UUID, insight_id: UUID) -> Response:
        """Its course with what is foretold dashed and the bands shaded, as SVG or as PNG."""
        look = Look(query["format"], query["width"], query["dark"])
        now = rt().clock.now()
        return sent(drawing.chart(rt(), business_id, insight_id, look, caller=caller(), now=now), look)


def sent(chart: Chart, look: Look) -> Response:
    """The picture, or 304 without any body for whoever has it already (`If-None-Match`)."""
    response = Response(chart.body, mimetype=TYPES[look.format])
    response.set_etag(chart.tag)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Security-Policy"] = POLICY
    response.make_conditional(request)
    return response
