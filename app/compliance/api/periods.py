"""GET /api/v1/compliance/{business_id}/...: returns, dates, credit at risk, serial numbers and checks of a period."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from app.compliance.records.periods.asked import Matter, Page, Question, View
from app.compliance.schemas import periods as schemas
from app.compliance.service import periods as service
from app.flags.rules import COMPLIANCE
from app.runtime.http import languages
from app.runtime.http.blueprints import Blueprint, needs
from app.runtime.http.current import caller, rt

blp = Blueprint("periods", __name__, url_prefix="/api/v1/compliance", description="Returns and registers of the books")


@blp.route("/<uuid:business_id>/gstr1")
class GSTR1View(MethodView):
    """The draft of GSTR-1."""

    @blp.arguments(schemas.GSTR1Query, location="query")
    @blp.response(200, schemas.GSTR1Schema)
    def get(self, query: dict[str, Any], business_id: UUID) -> Response:
        """GSTR-1 of a month or quarter: tables, rows, what is left out; `format=portal` for the offline tool's JSON."""
        return _answered(business_id, Matter.GSTR1, query, view=View(query.pop("format")))


@blp.route("/<uuid:business_id>/gstr3b")
class GSTR3BView(MethodView):
    """The draft of GSTR-3B."""

    @blp.arguments(schemas.PeriodQuery, location="query")
    @blp.response(200, schemas.GSTR3BSchema)
    def get(self, query: dict[str, Any], business_id: UUID) -> Response:
        """GSTR-3B of a month or quarter, each cell with the invoices behind it, and how the tax is paid."""
        return _answered(business_id, Matter.GSTR3B, query)


@blp.route("/<uuid:business_id>/calendar")
class CalendarView(MethodView):
    """What is due."""

    @blp.arguments(schemas.CalendarQuery, location="query")
    @blp.response(200, schemas.CalendarSchema)
    def get(self, query: dict[str, Any], business_id: UUID) -> Response:
        """Due dates of the next 90 days and the last 90, with late fee and interest in plain words."""
        return _answered(business_id, Matter.CALENDAR, query)


@blp.route("/<uuid:business_id>/exposure")
class ExposureView(MethodView):
    """Credit at risk."""

    @blp.arguments(schemas.ExposureQuery, location="query")
    @blp.response(200, schemas.ExposureSchema)
    def get(self, query: dict[str, Any], business_id: UUID) -> Response:
        """Input tax credit that may be lost: unpaid bills, last dates, GSTINs, what GSTR-2B lacks."""
        return _answered(business_id, Matter.EXPOSURE, query, view=View(query.pop("format")))


@blp.route("/<uuid:business_id>/serials")
class SerialsView(MethodView):
    """Serial numbers."""

    @blp.arguments(schemas.SerialsQuery, location="query")
    @blp.response(200, schemas.SerialsSchema)
    def get(self, query: dict[str, Any], business_id: UUID) -> Response:
        """The series of a financial year for table 13 of GSTR-1, with gaps and repeats."""
        return _answered(business_id, Matter.SERIALS, query)


@blp.route("/<uuid:business_id>/checks")
@needs(COMPLIANCE)
class PeriodChecksView(MethodView):
    """All invoices of a period against the law."""

    @blp.arguments(schemas.ChecksQuery, location="query")
    @blp.response(200, schemas.PeriodChecksSchema)
    def get(self, query: dict[str, Any], business_id: UUID) -> Response:
        """The invoices and bills of a period that have issues, counted by rule, a page at a time."""
        page = Page(query.pop("page"), query.pop("page_size"), query.pop("rule", None))
        return _answered(business_id, Matter.CHECKS, query, view=View.PAGE, page=page)


def _answered(
    business_id: UUID, matter: Matter, query: dict[str, Any], *, view: View = View.FULL, page: Page | None = None
) -> Response:
    """The answer in the language of the reader."""
    language, now = languages.wanted(), rt().clock.now()
    asked = Question(matter, query, language)
    body = service.answer(rt(), business_id, asked, view=view, page=page, caller=caller(), now=now)
    return languages.named(Response(body, mimetype="application/json"), language)
