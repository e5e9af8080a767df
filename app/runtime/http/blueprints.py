"""The blueprint that every capability uses, and what may be said of a view: `public`, `admin_only`, `unlimited`."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

import flask_smorest
from flask import current_app

from app.runtime.http.bodies import BodyParser

View = TypeVar("View", bound=Callable[..., Any])

MARKS = "marks"
NEEDS = "needs:"


class Decorator(Protocol):
    """Gives back the very function or class that it was given."""

    def __call__(self, view: View, /) -> View:
        """`view`, registered or documented."""


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc]
    """flask-smorest's blueprint, typed. Its views need a token unless they are `public`."""

    ARGUMENTS_PARSER = BodyParser()

    def route(self, rule: str, *, parameters: Any = None, **options: Any) -> Decorator:
        """Registers a view."""
        decorate: Decorator = super().route(rule, parameters=parameters, **options)
        return decorate

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


def repeatable(view: View) -> View:
    """A view that a repeat does not harm, whose body is too large to be hashed for an `Idempotency-Key`."""
    return marked(view, "is_repeatable")


def needs(feature: str) -> Decorator:
    """A view that works something out: it answers only while the flag `feature`, and the AI as a whole, are on."""
    return lambda view: marked(view, f"{NEEDS}{feature}")


def needed(marks: frozenset[str]) -> str | None:
    """The flag that a view with these marks needs; None where it answers in any case."""
    return next((mark.removeprefix(NEEDS) for mark in marks if mark.startswith(NEEDS)), None)


def marks_of(endpoint: str | None) -> frozenset[str]:
    """The marks of the view at `endpoint`; none where there is no view."""
    view: Any = current_app.view_functions.get(endpoint or "")
    marks: frozenset[str] = getattr(getattr(view, "view_class", view), MARKS, frozenset())
    return marks
