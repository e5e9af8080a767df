"""`/admin/history`: who did what."""

from flask import Response

from app.console import rendering
from app.console.blueprint import page
from app.flags import service as flags
from app.insights.service import overseeing
from app.intake.service import overseeing as documents
from app.model_registry.service import versions
from app.runtime.http.current import rt

SHOWN = 100


@page("/history")
def history() -> Response:
    """Who did what to which version, who switched which flag, and who looked at whose insights or documents."""
    return rendering.page(
        "history.html",
        events=versions.events_of_all(rt(), most=SHOWN),
        changes=flags.changes(rt(), limit=SHOWN),
        deeds=overseeing.deeds(rt(), limit=SHOWN),
        document_deeds=documents.deeds(rt(), limit=SHOWN),
    )
