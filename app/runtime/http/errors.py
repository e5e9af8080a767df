"""Every error leaves here in one shape: `message` (a sentence for a person), `code`, `errors`, `request_id`."""

import logging
from collections.abc import Mapping
from typing import Any

import marshmallow as ma
from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from app.runtime.http import bodies
from app.runtime.observe import metrics
from app.runtime.observe.context import current_request_id
from app.values import errors

log = logging.getLogger("ai_backend.http")

STATUS: tuple[tuple[type[errors.Problem], int], ...] = (
    (errors.NotFound, 404),
    (errors.Unauthorized, 401),
    (errors.Forbidden, 403),
    (errors.Invalid, 422),
    (errors.Conflict, 409),
    (errors.TooLarge, 413),
    (errors.TooMany, 429),
    (errors.Unavailable, 503),
)
SENTENCES = {
    400: ("bad_request", "The request could not be read. Please check that it is valid JSON."),
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "This address does not take this kind of request."),
    406: ("not_acceptable", "We can only answer in JSON here."),
    408: ("timeout", "The request took too long to arrive. Please try again."),
    413: ("too_large", "This is too large to be taken at once."),
    414: ("too_large", "This address is too long."),
    415: ("unsupported_media_type", "Please send JSON, with Content-Type: application/json."),
    422: ("invalid", "Some of the details are missing or wrong."),
    429: ("too_many_requests", errors.TooMany.message),
    431: ("too_large", "The headers of this request are too long."),
    500: ("internal_error", "Something went wrong on our side. Please try again in a moment."),
}


class ErrorBody(ma.Schema):
    """What every error answer looks like."""

    message = ma.fields.String(required=True, metadata={"description": "A sentence for the person who asked."})
    code = ma.fields.String(required=True, metadata={"description": "Stable, for programs."})
    errors = ma.fields.Dict(required=True, metadata={"description": "What is wrong with which field."})
    request_id = ma.fields.String(
        required=True, allow_none=True, metadata={"description": "Names this request in the logs."}
    )


def register(app: Flask) -> None:
    """Answers every error of `app` in this shape."""
    app.register_error_handler(errors.Problem, _problem)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, _unexpected)


def http_error(error: HTTPException) -> Response:
    """The answer to an error that Flask, werkzeug or webargs raised; none of their own wording leaves."""
    status = error.code or 500
    if status == RequestEntityTooLarge.code:
        bodies.pass_over(request)
    code, sentence = words(status)
    details = _details(error)
    answer = _answer(status, code, (_named(details) if status == 422 else "") or sentence, details)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After", "WWW-Authenticate", "Location"):
            answer.headers[name] = value
    return answer


def words(status: int) -> tuple[str, str]:
    """Code and sentence for an error of which only the status is known."""
    return SENTENCES.get(status, ("http_error", SENTENCES[500][1] if status >= 500 else SENTENCES[400][1]))


def status_of(problem: errors.Problem) -> int:
    """The status code that belongs to this kind of error."""
    return next(status for kind, status in STATUS if isinstance(problem, kind))


def _problem(problem: errors.Problem) -> Response:
    status = status_of(problem)
    answer = _answer(status, problem.code, problem.message, problem.errors)
    if isinstance(problem, errors.TooMany | errors.Unavailable) and problem.retry_after_seconds is not None:
        answer.headers["Retry-After"] = str(problem.retry_after_seconds)
    if status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    if status >= 500:
        log.warning("answered unavailable", extra={"code": problem.code, "cause": repr(problem.__cause__)})
    return answer


def _unexpected(error: Exception) -> Response:
    log.exception("unexpected error", exc_info=error)
    return _answer(500, *SENTENCES[500], {})


def _answer(status: int, code: str, message: str, details: Mapping[str, Any]) -> Response:
    metrics.errors.labels(code).inc()
    answer = jsonify(message=message, code=code, errors=details, request_id=current_request_id())
    answer.status_code = status
    return answer


def _details(error: HTTPException) -> dict[str, Any]:
    """webargs' messages by field, without the level that says where in the request the field stood."""
    messages = (getattr(error, "data", None) or {}).get("messages", {})
    found: dict[str, Any] = {}
    for place in messages.values() if isinstance(messages, dict) else ():
        found |= place if isinstance(place, dict) else {"request": place}
    return found


def _named(details: Mapping[str, Any]) -> str:
    """A sentence that names the first field, the innermost where one holds others, and what is wrong with it."""
    for name, wrong in details.items():
        while isinstance(wrong, dict) and wrong:
            inner, wrong = next(iter(wrong.items()))
            name = name if str(inner).isdigit() or inner == "_schema" else inner
        reason = wrong[0] if isinstance(wrong, list) and wrong else wrong
        field = "request" if name == "_schema" else str(name).strip("_").replace("_", " ")
        return f"Please check “{field}”: {str(reason)[:1].lower()}{str(reason)[1:]}"
    return ""
