"""The blueprint that every capability uses, and what may be said of a view: `public`, `admin_only`, `unlimited`."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

import flask_smorest
from flask import current_app, g, request

from app.runtime.http.errors import ErrorBody

View = TypeVar("View", bound=Callable[..., Any])

MARKS = "marks"
ERRORS = {
    401: "Nobody is signed in, or the token has lapsed.",
    403: "The account may not do this.",
    404: "It does not exist, or not for this caller.",
    429: "Asked too often; `Retry-After` says when to come back.",
    503: "A part of the service is away; `Retry-After` says when to come back.",
}


class Decorator(Protocol):
    """Gives back the very function or class that it was given."""

    def __call__(self, view: View, /) -> View:
        """`view`, registered or documented."""


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc]
    """flask-smorest's blueprint whose views need a token, and say so in the OpenAPI document."""

    def route(self, rule: str, *, parameters: Any = None, **options: Any) -> Decorator:
        """Registers a view, with the errors that any of them may answer."""
        decorate: Decorator = super().route(rule, parameters=parameters, **options)

        def wrapped(view: View) -> View:
            for method in getattr(view, "methods", None) or ():
                name = method.lower()
                setattr(view, name, self._documented(getattr(view, name)))
            return decorate(view)

        return wrapped

    def arguments(self, schema: Any, **options: Any) -> Decorator:
        """Parses the request with `schema`."""
        decorate: Decorator = super().arguments(schema, **options)
        return decorate

    def response(self, status: int, schema: Any = None, **options: Any) -> Decorator:
        """Writes the view's record with `schema`, unless it is a response already."""
        decorate: Decorator = super().response(status, schema, **options)
        return decorate

    def alt_response(self, status: int, schema: Any = None, **options: Any) -> Decorator:
        """Documents another answer."""
        decorate: Decorator = super().alt_response(status, schema=schema, **options)
        return decorate

    def _documented(self, view: View) -> View:
        for status, description in ERRORS.items():
            view = self.alt_response(status, schema=ErrorBody, description=description)(view)
        return view


def marked(view: View, *marks: str) -> View:
    """`view` with these marks."""
    known: frozenset[str] = getattr(view, MARKS, frozenset())
    setattr(view, MARKS, known | set(marks))
    return view


def public(view: View) -> View:
    """A view that needs no token."""
    return marked(view, "is_public")


def admin_only(view: View) -> View:
    """A view for admins: `app_metadata.role` is `admin`."""
    return marked(view, "is_for_admins")


def unlimited(view: View) -> View:
    """A view that is not counted against anybody's limit, such as a probe."""
    return marked(view, "is_unlimited")


def chat_limit(view: View) -> View:
    """A view that takes questions in words: `AI_RATE_LIMIT` a minute."""
    return marked(view, "is_chat")


def is_marked(mark: str) -> bool:
    """Whether the view of the present request carries this mark; false where there is no view."""
    marks: frozenset[str] | None = g.get(MARKS)
    if marks is None:
        view: Any = current_app.view_functions.get(request.endpoint or "")
        marks = g.marks = getattr(getattr(view, "view_class", view), MARKS, frozenset())
    return mark in marks
