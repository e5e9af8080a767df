"""GET /api/v1/insights/{business_id}, the hottest call of all, and what there is to know of one insight."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from app.flags.rules import INSIGHTS
from app.insights import schemas, service
from app.insights.api.blueprint import blp, tagged
from app.insights.service import details
from app.runtime.http.blueprints import needs
from app.runtime.http.current import caller, rt


@blp.route("/<uuid:business_id>")
@needs(INSIGHTS)
class InsightsView(MethodView):
    """The insights of a business."""

    @blp.arguments(schemas.InsightsQuery, location="query")
    @blp.response(200, schemas.BusinessInsightsSchema)
    def get(self, query: dict[str, Any], business_id: UUID) -> Response:
        """Cash flow, revenue, expenses, customers, working capital and dates: at once, and how old they are.

        An answer that the books or the day have moved past is sent as it is (`stale`) while a new one is made; with
        `fresh=true` the call waits for the new one.
        """
        now = rt().clock.now()
        body = service.insights(rt(), business_id, caller=caller(), now=now, is_fresh_wanted=query["fresh"])
        return Response(body, mimetype="application/json")


@blp.route("/<uuid:business_id>/<uuid:insight_id>")
class InsightView(MethodView):
    """One insight."""

    @blp.response(200, schemas.InsightDetailSchema)
    @blp.alt_response(304)
    def get(self, business_id: UUID, insight_id: UUID) -> Response:
        """An insight with `drill_down`: from each of its figures to the documents, payments or parties behind it."""
        return tagged(details.insight(rt(), business_id, insight_id, caller=caller(), now=rt().clock.now()))


@blp.route("/<uuid:business_id>/<uuid:insight_id>/backtest")
class BacktestView(MethodView):
    """How near a forecast came."""

    @blp.response(200, schemas.LookedBackSchema)
    @blp.alt_response(304)
    def get(self, business_id: UUID, insight_id: UUID) -> Response:
        """The forecast that would have been made last quarter, from what was known then, beside what came."""
        return tagged(details.backtest(rt(), business_id, insight_id, caller=caller(), now=rt().clock.now()))
