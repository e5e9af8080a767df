"""What is known of the present request from its beginning to its end, kept in one place of Flask's `g`."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from flask import g

from app.runtime.identity import Caller
from app.values.errors import Problem


@dataclass(slots=True)
class Visit:
    """One request: when it began (seconds of the performance counter), who calls, or why nobody is believed."""

    began: float
    request_id: str
    marks: frozenset[str]
    caller: Caller | None = None
    refusal: Problem | None = None
    span: AbstractContextManager[None] = field(default_factory=nullcontext)


def begin(visit: Visit) -> None:
    """Makes `visit` the present one."""
    g.visit = visit


def present() -> Visit:
    """The present visit."""
    found: Visit = g.visit
    return found
