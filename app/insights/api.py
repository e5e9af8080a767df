"""GET /api/v1/insights/{business_id}: the call behind the app's insights page, and the hottest of all."""

from uuid import UUID

from flask import Response
from flask.views import MethodView

from app.insights import service
from app.insights.schemas import BusinessInsightsSchema
from app.runtime.http.blueprints import Blueprint
from app.runtime.http.current import caller, rt

blp = Blueprint("insights", __name__, url_prefix="/api/v1/insights", description="What comes, and what to do about it")


@blp.route("/<uuid:business_id>")
class InsightsView(MethodView):
    """The insights of a business."""

    @blp.response(200, BusinessInsightsSchema)
    def get(self, business_id: UUID) -> Response:
        """Cash flow, revenue, expenses, customers, working capital and dates, as the books stand today."""
        body = service.insights(rt(), business_id, caller=caller(), now=rt().clock.now())
        return Response(body, mimetype="application/json")
