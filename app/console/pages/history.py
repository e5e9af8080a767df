"""`/admin/history`: who did what."""

from flask import Response

from app.console import rendering
from app.console.blueprint import page


@page("/history")
def history() -> Response:
    """Who did what to which version, and who switched which flag."""
    return rendering.page("history.html", events=[])
