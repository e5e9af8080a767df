"""`/admin/insights`: which insights stand, whether their forecasts hold, and those of one business with their evidence.

Whose books an admin looked at stands in the history, where the owner can read it too.
"""

from uuid import UUID

from flask import Response, request

from app.console import charts, forms, rendering
from app.console.blueprint import page
from app.insights.records.picture import Format, Look
from app.insights.service import overseeing
from app.runtime.http.current import rt

WIDTHS = {Format.SVG: 720, Format.PNG: 1080}
TYPES = {Format.SVG: "image/svg+xml", Format.PNG: "image/png"}


@page("/insights")
def insights() -> Response:
    """The newest insights by business, how forecasts hold over all, and the way to the insights of one business."""
    wanted = request.args.get("business", "").strip()
    if wanted:
        return rendering.to("business_insights", business_id=forms.business_id(wanted))
    found = overseeing.overview(rt(), now=rt().clock.now())
    return rendering.page("insights.html", found=found, chart=charts.errors(found.ranked), now=rt().clock.now())


@page("/insights/<uuid:business_id>")
def business_insights(business_id: UUID) -> Response:
    """The insights of one business, and the form that has them made anew."""
    found = overseeing.business(rt(), business_id, by=forms.who(), now=rt().clock.now())
    return rendering.page("business_insights.html", found=found)


@page("/insights/<uuid:business_id>/recompute", method="POST")
def recompute_insights(business_id: UUID) -> Response:
    """Asks for them anew and shows the job."""
    why, by = forms.reason(), forms.who()
    job_id = overseeing.recompute(rt(), business_id, by=by, reason=why, now=rt().clock.now())
    return rendering.to("job", job_id=job_id, said="recompute")


@page("/insights/<uuid:business_id>/<uuid:insight_id>")
def insight(business_id: UUID, insight_id: UUID) -> Response:
    """One insight with its chart, its series, what moved it, its tests, and the rows behind its figures."""
    found = overseeing.insight(rt(), business_id, insight_id, by=forms.who(), now=rt().clock.now())
    return rendering.page("insight.html", found=found, told=found.card.insight, data=found.card.insight["data"])


@page("/insights/<uuid:business_id>/<uuid:insight_id>/chart.<any(svg, png):format>")
def insight_chart(business_id: UUID, insight_id: UUID, format: str) -> Response:
    """The picture, kept by the browser for as long as it stays the same."""
    kind = Format(format)
    look = Look(kind, WIDTHS[kind], is_dark=request.args.get("dark") == "yes")
    drawn = overseeing.chart(rt(), business_id, insight_id, look, by=forms.who(), now=rt().clock.now())
    response = Response(drawn.body, mimetype=TYPES[kind])
    response.set_etag(drawn.tag)
    response.headers["Cache-Control"] = "private, no-cache"
    response.make_conditional(request)
    return response
