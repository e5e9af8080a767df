"""The pages of `/admin` together: what stands before each of them, behind each of them, and around their errors."""

from collections.abc import Callable
from typing import TypeVar

import flask
from flask import Response
from werkzeug.exceptions import HTTPException

from app.console import door, refusals
from app.runtime.http.blueprints import public
from app.values.errors import NotFound, Problem

View = TypeVar("View", bound=Callable[..., Response])

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = (
    ("Content-Security-Policy", POLICY),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()"),
)
blp = flask.Blueprint("console", __name__, url_prefix="/admin")


def page(rule: str, *, method: str = "GET", is_open: bool = False, takes_model: bool = False) -> Callable[[View], View]:
    """Registers a page. It asks for no bearer token: `door` looks for a signed-in browser, unless the page is open.

    `takes_model` lets its form be as large as a model file.
    """

    def register(view: View) -> View:
        endpoint = f"{blp.name}.{view.__name__}"
        if is_open:
            door.open_to_all(endpoint)
        if takes_model:
            door.allow_model(endpoint)
        blp.add_url_rule(rule, view_func=public(view), methods=[method])
        return view

    return register


@blp.after_request
def _protect(response: Response) -> Response:
    response.headers.extend(HEADERS)
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    return response


@page("/<path:nowhere>")
def not_found(nowhere: str) -> Response:
    """The page that stands at every address without one."""
    raise NotFound("There is no page at this address.")


blp.before_request(door.admit)
blp.register_error_handler(Problem, refusals.problem)
blp.register_error_handler(HTTPException, refusals.http_error)
blp.register_error_handler(Exception, refusals.unexpected)
