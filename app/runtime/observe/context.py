"""What the present line of work is for: the ids that every log record and every job carry along."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_fields: ContextVar[dict[str, str]] = ContextVar("fields", default={})  # noqa: B039 - replaced, never changed


def current() -> dict[str, str]:
    """The ids in force: any of `request_id`, `job_id`, `user_id`, `business_id` or `refused_business_id`."""
    return _fields.get()


def current_request_id() -> str | None:
    """The id of the request that is being served, or that asked for the present job."""
    return _fields.get().get("request_id")


def begin(**fields: Any) -> None:
    """Starts anew, as at the beginning of a request."""
    _fields.set({name: str(value) for name, value in fields.items() if value is not None})


def add(**fields: Any) -> None:
    """Adds ids to those in force."""
    _fields.set(_fields.get() | {name: str(value) for name, value in fields.items() if value is not None})


@contextmanager
def bound(**fields: Any) -> Iterator[None]:
    """The ids in force within the block."""
    token = _fields.set({name: str(value) for name, value in fields.items() if value is not None})
    try:
        yield
    finally:
        _fields.reset(token)


def new_request_id() -> str:
    """A fresh id."""
    return uuid.uuid4().hex
