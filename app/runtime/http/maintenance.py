"""Turning callers away while the service is closed. Probes, figures, the console and what admins ask go on."""

from flask import Flask, request

from app.runtime.http import languages
from app.runtime.http.current import rt
from app.runtime.http.visit import present
from app.runtime.maintenance import service
from app.runtime.maintenance.records import Closed

GOES_ON = frozenset(("is_public", "is_unlimited", "is_for_admins"))
"""The marks of what answers always: it is what tells callers that the service is closed, and admins why."""


def register(app: Flask) -> None:
    """Must stand before tokens are judged: a phone whose token has run out is told to wait, and not to sign in."""
    app.before_request(_stop)


def _stop() -> None:
    visit = present()
    if visit.marks & GOES_ON or request.method == "OPTIONS" or request.routing_exception is not None:
        return
    if visit.caller is not None and visit.caller.is_admin:
        return
    state = service.present(rt())
    if state.is_closed:
        sentence = state.told.by_language()[languages.wanted()]
        raise Closed(sentence, retry_after_seconds=state.retry_after_seconds(rt().clock.now()))
