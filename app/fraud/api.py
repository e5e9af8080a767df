"""The calls of the phone app about fraud: look through the books, list what was found, answer an alert."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from app.flags.rules import FRAUD
from app.fraud import schemas, service
from app.fraud.records import Alert, AlertPage, Filters, FraudAnalysis, PartyException
from app.fraud.records.checks import DraftCheck
from app.fraud.service import checking, excepting
from app.runtime.http.blueprints import Blueprint, needs
from app.runtime.http.current import caller, rt

blp = Blueprint("fraud", __name__, url_prefix="/api/v1/fraud", description="Duplicates, payments that do not fit")


@blp.route("/analyze")
@needs(FRAUD)
class AnalyzeView(MethodView):
    """The analysis of a business."""

    @blp.arguments(schemas.AnalyzeRequest)
    @blp.response(200, schemas.FraudAnalysisSchema)
    def post(self, request: dict[str, Any]) -> FraudAnalysis:
        """What is wrong, or may be, in the books of a business as they stand now."""
        return service.analyze(rt(), request["business_id"], caller=caller())


@blp.route("/check")
@needs(FRAUD)
class CheckView(MethodView):
    """One entry before it is saved."""

    @blp.arguments(schemas.DraftCheckRequest)
    @blp.response(200, schemas.DraftCheckSchema)
    def post(self, request: dict[str, Any]) -> DraftCheck:
        """What speaks against saving an invoice, a bill or a payment. Nothing is stored; ask as often as you type."""
        return checking.check(rt(), **request, caller=caller(), now=rt().clock.now())


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


@blp.route("/exceptions")
class ExceptionsView(MethodView):
    """Parties that are always fine."""

    @blp.arguments(schemas.ExceptionRequest)
    @blp.response(200, schemas.ExceptionSchema)
    def post(self, request: dict[str, Any]) -> PartyException:
        """Says that a party is always fine, for one type or rule of alerts or for all. Again changes nothing."""
        business_id = request.pop("business_id")
        return excepting.make(rt(), business_id, caller=caller(), now=rt().clock.now(), **request)

    @blp.arguments(schemas.ExceptionsQuery, location="query")
    @blp.response(200, schemas.ExceptionsSchema)
    def get(self, query: dict[str, Any]) -> dict[str, Any]:
        """The parties of a business that are always fine, with who said so, when and why."""
        return {"exceptions": excepting.listed(rt(), query["business_id"], caller=caller())}


@blp.route("/exceptions/<uuid:exception_id>")
class ExceptionView(MethodView):
    """One of them."""

    @blp.response(204)
    def delete(self, exception_id: UUID) -> None:
        """Removes an exception: the next analysis speaks of its party again. Again changes nothing."""
        excepting.remove(rt(), exception_id, caller=caller())
