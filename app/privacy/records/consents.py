"""What people agree to, and how a business lets its rows be used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.values.errors import Invalid, NotFound
from app.values.language import Language


@dataclass(frozen=True, slots=True)
class Purpose:
    """What something is used for, and the sentence that is shown; a new sentence is a new version."""

    name: str
    version: int
    sentences: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said to a purpose, and when."""

    purpose: str
    version: int
    language: Language
    is_given: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """A purpose with all that somebody said to it, the newest first. `is_given` is None where nothing was said."""

    purpose: Purpose
    answers: Sequence[Answer]

    @property
    def is_given(self) -> bool | None:
        """What holds now."""
        return self.answers[0].is_given if self.answers else None


@dataclass(frozen=True, slots=True)
class Choices:
    """How a business lets its rows be used for learning; `updated_at` is None where nobody chose."""

    business_id: UUID
    anonymize_data: bool = False
    data_sharing_enabled: bool = True
    updated_at: datetime | None = None


class PurposeUnknown(NotFound):
    """We ask nobody for consent to this."""

    code = "purpose_unknown"
    message = "We do not use anything for this purpose."


class VersionUnknown(Invalid):
    """Another sentence was shown than the one that holds now."""

    code = "consent_version_unknown"
    message = "The text has changed since. Please read it again."
