"""`/admin/reports`: what was told of each week and month of the service."""

from datetime import date

from flask import Response

from app.console import rendering
from app.console.blueprint import page
from app.operations.records import NoReport, Period
from app.operations.service import reporting
from app.operations.wording import reports as wording
from app.runtime.http.current import rt


@page("/reports")
def reports() -> Response:
    """The reports, the latest first."""
    found = [(one, wording.title(one.span)) for one in reporting.listed(rt())]
    return rendering.page("reports.html", reports=found)


@page("/reports/<any(week, month):period>/<begins_on>")
def report(period: str, begins_on: str) -> Response:
    """One report, fit to be printed."""
    try:
        day = date.fromisoformat(begins_on)
    except ValueError:
        raise NoReport from None
    found = reporting.one(rt(), Period(period), day)
    return rendering.page("report.html", report=found, title=wording.title(found.span))
