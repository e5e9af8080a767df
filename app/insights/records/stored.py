"""Answers as they were kept, and what is said where there is none of what was asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from app.values.errors import NotFound, Unavailable


class InsightNotFound(NotFound):
    """The business has no insight of this id, or has it no more."""

    code = "insight_not_found"
    message = "We could not find this insight. Please open the list of insights again."


class NothingLookedBack(NotFound):
    """The insight does not forecast, or its books do not reach far enough back to compare a forecast with what came."""

    code = "nothing_looked_back"
    message = "There is no earlier forecast to compare for this insight."


class NothingComputed(NotFound):
    """No insights of the business were ever computed."""

    code = "nothing_computed"
    message = "No insights of this business were made yet. They are made when its owner first opens the app."


class ScenariosUnavailable(Unavailable):
    """The changes could not be tried now."""

    code = "scenarios_unavailable"
    message = "These changes could not be worked out just now. Please try again in a moment."


class Made(Protocol):
    """From which state of the books something was made, by which rules and models, and when."""

    @property
    def revision(self) -> int:
        """The revision of the books."""

    @property
    def model_version(self) -> str:
        """The rules and the learned models."""

    @property
    def generated_at(self) -> datetime:
        """The moment, aware."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An answer kept earlier: the body as text, and what it was made from."""

    body: str
    revision: int
    model_version: str
    generated_at: datetime


@dataclass(frozen=True, slots=True)
class Card:
    """One insight as it was kept, by the names on the wire, with its evidence and what it was made from."""

    insight: Mapping[str, Any]
    drill_down: list[Mapping[str, Any]]
    looked_back: Mapping[str, Any] | None
    revision: int
    model_version: str
    generated_at: datetime
