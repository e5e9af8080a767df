"""What is asked about a business over a time, and what is answered while it cannot be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

from app.values.errors import Invalid, Unavailable
from app.values.language import Language


class Matter(StrEnum):
    """The kinds of questions."""

    GSTR1 = "gstr1"
    GSTR3B = "gstr3b"
    CALENDAR = "calendar"
    EXPOSURE = "exposure"
    SERIALS = "serials"
    CHECKS = "checks"


class View(StrEnum):
    """How much of an answer is wanted: all of it, its figures without the rows, a page of rows, the portal's JSON."""

    FULL = "full"
    SUMMARY = "summary"
    PAGE = "page"
    PORTAL = "portal"


class PeriodUnavailable(Unavailable):
    """The books could not be gone through in time, and there is no earlier answer."""

    code = "period_unavailable"
    message = "We are still going through your books. Please try again in a moment."


class OwnGSTINNeeded(Invalid):
    """The portal's JSON was asked of a business without a GSTIN, from which the portal would not take it."""

    code = "own_gstin_needed"
    message = "Your own GSTIN is missing or wrong in the business profile; the portal needs it."


@dataclass(frozen=True, slots=True)
class Question:
    """One question in one language; `parameters` are what it was asked with, as text."""

    matter: Matter
    parameters: Mapping[str, str]
    language: Language

    def payload(self) -> dict[str, Any]:
        """The question as small JSON."""
        return {"matter": self.matter.value, "parameters": dict(self.parameters), "language": self.language.value}

    def subject(self, business_id: UUID, *, state: str = "") -> UUID:
        """An id of the question about a business. `state` is that of anything outside the books it hangs on."""
        asked = "&".join(f"{name}={value}" for name, value in sorted(self.parameters.items()))
        return uuid5(business_id, f"{self.matter}?{asked}:{self.language}:{state}")


@dataclass(frozen=True, slots=True)
class Page:
    """Which rows of a list, and of which rule alone (None: of all)."""

    number: int
    size: int
    rule: str | None = None

    @property
    def first(self) -> int:
        """The place of its first row, from 0."""
        return (self.number - 1) * self.size


@dataclass(frozen=True, slots=True)
class Made:
    """What an answer was made from, when and by which rules."""

    business_id: UUID
    subject: UUID
    revision: int
    version: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that is stored: what it was made from, when and by which rules."""

    id: UUID
    revision: int
    version: str
    made_at: datetime
