"""What happens around every request: an id, the caller, a log line, and headers that keep browsers honest."""

import logging
import re
import time

from flask import Flask, Response, request

from app.runtime.http import auditing
from app.runtime.http.blueprints import marks_of
from app.runtime.http.counting import route
from app.runtime.http.current import rt
from app.runtime.http.visit import Visit, begin, present
from app.runtime.identity import Caller
from app.runtime.observe import context, tracing
from app.runtime.observe.logs import audit, security
from app.runtime.observe.redaction import redacted
from app.values.errors import Forbidden, Unauthorized, Unavailable

log = logging.getLogger("ai_backend.access")
REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
LONG_NUMBER = re.compile(r"(?<![0-9a-f-])[0-9]{9,18}(?![0-9a-f-])", re.IGNORECASE)
"""An account's number has 9 to 18 digits, and nothing of ours that stands in an address has; parts of ids stay."""
POLICY = "Content-Security-Policy"
HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
)
API_HEADERS = ((POLICY, "default-src 'none'; frame-ancestors 'none'"), ("Cache-Control", "no-store"))
HSTS = ("Strict-Transport-Security", "max-age=31536000; includeSubDomains")


def shown_path() -> str:
    """The present request's path as a log may have it; other personal numbers are taken out of every line anyway."""
    return LONG_NUMBER.sub("<number>", request.path)


def register_first(app: Flask) -> None:
    """Finds out who calls; must stand before the limits, which count by caller."""
    app.before_request(_begin)
    app.after_request(_finish)


def register_last(app: Flask) -> None:
    """Turns away whoever may not come in; stands behind the limits, so that guessing tokens is counted too."""
    app.before_request(_admit)


def _begin() -> None:
    headers = request.headers
    given = headers.get("X-Request-ID", "")
    is_fit = REQUEST_ID.fullmatch(given) and redacted(given) == given  # it stands in the logs as it is
    request_id = given if is_fit else context.new_request_id()
    visit = Visit(time.perf_counter(), request_id, marks_of(request.endpoint))
    scheme, _, token = headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        try:
            visit.caller = rt().tokens.caller(token.strip())
        except (Unauthorized, Unavailable) as problem:
            visit.refusal = problem
    visit.span = tracing.request(request_id)
    visit.span.__enter__()
    begin(visit)
    context.begin(request_id=request_id, user_id=visit.caller.user_id if visit.caller else None)


def _admit() -> None:
    visit = present()
    if "is_public" in visit.marks or request.method == "OPTIONS" or request.routing_exception is not None:
        return
    if visit.caller is None:
        if visit.refusal is not None:
            security("token refused", path=shown_path(), address=request.remote_addr)
        raise visit.refusal or Unauthorized()
    if "is_for_admins" in visit.marks:
        _admit_admin(visit.caller)


def _admit_admin(caller: Caller) -> None:
    if not caller.is_admin:
        security("admin call refused", path=shown_path())
        raise Forbidden("Only an administrator of this service may do this.")
    audit("admin call", method=request.method, path=shown_path())


def _finish(response: Response) -> Response:
    visit, headers = present(), response.headers
    for name, value in HEADERS if POLICY in headers else (*HEADERS, *API_HEADERS):
        headers.setdefault(name, value)
    if rt().settings.is_production:
        headers.add(*HSTS)
    headers.add("X-Request-ID", visit.request_id)
    auditing.note(rt(), visit, response.status_code)
    took_seconds = time.perf_counter() - visit.began
    if log.isEnabledFor(logging.INFO):
        took_ms = round(took_seconds * 1000, 2)
        details = {"method": request.method, "path": shown_path(), "status": response.status_code, "took_ms": took_ms}
        log.info("request", extra=details)
    tracing.told(f"{request.method} {route(request)}", status=response.status_code)
    visit.span.__exit__(None, None, None)
    return response
