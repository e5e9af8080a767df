"""`/admin/privacy`: who asked to be given or to have erased what is kept, and how far that is."""

from flask import Response

from app.console import rendering
from app.console.blueprint import page
from app.privacy.service import asking
from app.runtime.http.current import rt


@page("/privacy")
def privacy() -> Response:
    """The newest requests of all people. Files and receipts are their askers' alone."""
    return rendering.page("privacy.html", requests=asking.of_everybody(rt()))
