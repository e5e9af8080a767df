"""Errors as pages: the sentence of the error, what it means for the admin, and the way back."""

import logging

from flask import Response
from werkzeug.exceptions import HTTPException

from app.console import door
from app.console.rendering import rendered
from app.runtime.http import errors
from app.runtime.observe import metrics
from app.runtime.observe.context import current_request_id
from app.values.errors import Problem, TooMany, Unavailable

log = logging.getLogger("ai_backend.http")
TITLES = {
    401: "Please sign in",
    403: "This is not allowed",
    404: "Nothing here",
    409: "Not now",
    413: "Too large",
    422: "Something is missing or wrong",
    429: "Too fast",
    503: "For the moment not available",
}


def problem(error: Problem) -> Response:
    """The page for what a service refuses."""
    answer = page(errors.status_of(error), error.code, error.message)
    if isinstance(error, TooMany | Unavailable) and error.retry_after_seconds is not None:
        answer.headers["Retry-After"] = str(error.retry_after_seconds)
    if isinstance(error, Unavailable):
        log.warning("answered unavailable", extra={"code": error.code, "cause": repr(error.__cause__)})
    return answer


def http_error(error: HTTPException) -> Response:
    """The page for what the framework refuses."""
    status = error.code or 500
    return page(status, *errors.words(status))


def unexpected(error: Exception) -> Response:
    """The page for a mistake of ours."""
    log.exception("unexpected error", exc_info=error)
    return page(500, *errors.words(500))


def page(status: int, code: str, sentence: str) -> Response:
    """An error's page; for htmx, which asked for a part of a page, the sentence alone."""
    metrics.errors.labels(code).inc()
    name = "refused_part.html" if door.is_fragment() else "refused.html"
    title = TITLES.get(status, "Something went wrong")
    content = rendered(name, title=title, sentence=sentence, request_id=current_request_id())
    return Response(content, status=status, mimetype="text/html")
