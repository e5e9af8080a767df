"""POST /api/v1/compliance/check: the call behind the app's invoice check."""

from typing import Any

from flask import Response
from flask.views import MethodView

from app.compliance.schemas import checks as schemas
from app.compliance.service import checks as service
from app.flags.rules import COMPLIANCE
from app.runtime.http import languages
from app.runtime.http.blueprints import Blueprint, needs
from app.runtime.http.current import caller, rt

blp = Blueprint("compliance", __name__, url_prefix="/api/v1/compliance", description="Invoices against the GST law")


@blp.route("/check")
@needs(COMPLIANCE)
class CheckView(MethodView):
    """The check of an invoice."""

    @blp.arguments(schemas.CheckRequest)
    @blp.response(200, schemas.ComplianceSchema)
    def post(self, request: dict[str, Any]) -> Response:
        """What is wrong with an invoice or bill in the books, in plain words, and how to put it right."""
        language = languages.wanted()
        body = service.check(rt(), request["invoice_id"], caller=caller(), now=rt().clock.now(), language=language)
        return languages.named(Response(body, mimetype="application/json"), language)
