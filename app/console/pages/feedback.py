"""`/admin/feedback`: what users say about the answers they got."""

from flask import Response, request

from app.console import rendering
from app.console.blueprint import page
from app.feedback import service
from app.runtime.http.current import rt


@page("/feedback")
def feedback() -> Response:
    """The latest feedback, of one kind or of all, and how much of each kind says that the answer helped."""
    kind = request.args.get("kind") or None
    return rendering.page(
        "feedback.html", latest=service.latest(rt(), kind=kind), tallies=service.tallies(rt()), kind=kind
    )
