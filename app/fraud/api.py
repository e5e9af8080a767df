"""The calls of the phone app about fraud: look through the books, list what was found, answer an alert."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from app.fraud import schemas, service
from app.fraud.records import Alert, AlertPage, Filters, FraudAnalysis
from app.runtime.http.blueprints import Blueprint
from app.runtime.http.current import caller, rt

blp = Blueprint("fraud", __name__, url_prefix="/api/v1/fraud", description="Duplicates, payments that do not fit")


@blp.route("/analyze")
class AnalyzeView(MethodView):
    """The analysis of a business."""

    @blp.arguments(schemas.AnalyzeRequest)
    @blp.response(200, schemas.FraudAnalysisSchema)
    def post(self, request: dict[str, Any]) -> FraudAnalysis:
        """What is wrong, or may be, in the books of a business as they stand now."""
        return service.analyze(rt(), request["business_id"], caller=caller())


@blp.route("/alerts")
class AlertsView(MethodView):
    """The stored alerts."""

    @blp.arguments(schemas.AlertsQuery, location="query")
    @blp.response(200, schemas.AlertPageSchema)
    def get(self, query: dict[str, Any]) -> AlertPage:
        """The alerts of a business that were found so far, answered ones included, a page at a time."""
        return service.alerts(rt(), query.pop("business_id"), caller=caller(), filters=Filters(**query))


@blp.route("/alerts/<uuid:alert_id>/answer")
class AnswerView(MethodView):
    """The owner's answer to an alert."""

    @blp.arguments(schemas.AnswerRequest)
    @blp.response(200, schemas.AnsweredAlertSchema)
    def post(self, request: dict[str, Any], alert_id: UUID) -> Alert:
        """Confirms or dismisses an alert, or says that one is not sure. The last answer counts."""
        return service.answer(rt(), alert_id, caller=caller(), now=rt().clock.now(), **request)
