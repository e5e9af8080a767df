"""`/admin/status`: how the parts fare, what waits, and the switch that closes the service."""

from flask import Response, request

from app.console import forms, rendering
from app.console.blueprint import page
from app.model_registry import service as models
from app.runtime.http.current import rt
from app.runtime.http.health import health
from app.runtime.identity import Caller
from app.runtime.jobs import desk
from app.runtime.jobs.figures import oldest_seconds
from app.runtime.maintenance import moments, service
from app.runtime.maintenance.records import Said
from app.values.errors import Invalid


@page("/status")
def status() -> Response:
    """Health, jobs and models as they stand now, maintenance and the banner."""
    with rt().db.transaction(Caller.service()) as tx:
        oldest = oldest_seconds(tx)
    return rendering.page(
        "status.html",
        findings=health().findings(),
        tallies=desk.tallies(rt()),
        oldest=oldest,
        versions=models.serving_versions(rt()),
        accuracies=models.accuracies(rt()),
        state=service.present(rt()),
        version=rt().settings.app_version,
    )


@page("/status/maintenance", method="POST")
def set_maintenance() -> Response:
    """Closes the service, or opens it."""
    why, by, now = forms.reason(), forms.who(), rt().clock.now()
    if request.form.get("state") == "open":
        service.reopen(rt(), now=now, by=by, reason=why)
        return rendering.to("status", said="opened")
    if request.form.get("state") != "closed":
        raise Invalid("Please choose whether the service is open or closed.")
    until = request.form.get("until", "").strip()
    end = moments.meant(until, now) if until else None
    service.close(rt(), until=end, sentence=_said(), now=now, by=by, reason=why)
    return rendering.to("status", said="closed")


@page("/status/banner", method="POST")
def set_banner() -> Response:
    """Puts up a banner, or takes it down where nothing is said."""
    service.announce(rt(), _said(), now=rt().clock.now(), by=forms.who(), reason=forms.reason())
    return rendering.to("status", said="announced")


def _said() -> Said:
    return Said(request.form.get("english", "").strip(), request.form.get("hindi", "").strip())
